import { type common, peer } from '@hyperledger/fabric-protos';
import type { Member, Members } from '../identities/members.js';
import type { PolicyEvaluator, Signer } from '../policy/evaluate-policy.js';
import { attempt } from './attempt.js';
import { ownerOf } from '../private/implicit-collection.js';
import {
  type CollectionReadWriteSet,
  type EndorsedAction,
  type NamespaceReadWriteSet,
  parseChaincodeAction,
  parseReadWriteSet,
} from './transaction-parts.js';
import type { ValidationCode } from './validation-code.js';

const { TxValidationCode } = peer;

/** The endorsement policy that rules a namespace; undefined if no chaincode of that name is defined. */
export type PolicyLookup = (namespace: string) => PolicyEvaluator | undefined;

interface ActionContext {
  readonly members: Members;
  readonly policies: PolicyLookup;
}

interface ActionVerdict {
  readonly code: ValidationCode;
  readonly sets: readonly NamespaceReadWriteSet[];
}

/**
 * Checks what was endorsed, in Fabric's order (plugindispatcher): that it can be read, that it names one chaincode
 * throughout, and every policy of what it writes.
 */
export function validateAction(
  channelHeader: common.ChannelHeader,
  endorsed: EndorsedAction,
  context: ActionContext,
): ActionVerdict {
  const extension = attempt(() =>
    peer.ChaincodeHeaderExtension.deserializeBinary(channelHeader.getExtension_asU8()),
  );
  if (extension === undefined) {
    return { code: TxValidationCode.BAD_HEADER_EXTENSION, sets: [] };
  }
  const action = attempt(() => parseChaincodeAction(endorsed));
  if (action === undefined) {
    return { code: TxValidationCode.BAD_RESPONSE_PAYLOAD, sets: [] };
  }
  const sets = attempt(() => parseReadWriteSet(action.getResults_asU8()));
  if (sets === undefined) {
    return { code: TxValidationCode.BAD_RWSET, sets: [] };
  }
  const chaincode = extension.getChaincodeId()?.getName();
  const code =
    checkNames(chaincode, action) ??
    checkSets(sets) ??
    checkPolicies(chaincode ?? '', sets, endorsed, context);
  return { code, sets: code === TxValidationCode.VALID ? sets : [] };
}

/** Why the chaincode's name is not the same throughout; undefined if it is. */
function checkNames(chaincode: string | undefined, action: peer.ChaincodeAction): ValidationCode | undefined {
  const invoked = action.getChaincodeId();
  if (chaincode === undefined || invoked === undefined) {
    return TxValidationCode.INVALID_OTHER_REASON;
  }
  if (chaincode === '' || chaincode !== invoked.getName() || invoked.getVersion() === '') {
    return TxValidationCode.INVALID_CHAINCODE;
  }
  return isEventOf(chaincode, action.getEvents_asU8()) ? undefined : TxValidationCode.INVALID_OTHER_REASON;
}

/** Why the sets as such are refused; undefined if they are not. */
function checkSets(sets: readonly NamespaceReadWriteSet[]): ValidationCode | undefined {
  if (new Set(sets.map(({ namespace }) => namespace)).size !== sets.length) {
    return TxValidationCode.ILLEGAL_WRITESET;
  }
  return sets.some(({ isUnsupported }) => isUnsupported) ? TxValidationCode.INVALID_WRITESET : undefined;
}

function checkPolicies(
  chaincode: string,
  sets: readonly NamespaceReadWriteSet[],
  endorsed: EndorsedAction,
  { members, policies }: ActionContext,
): ValidationCode {
  const written = sets.filter(isWritten).map(({ namespace }) => namespace);
  const signers = endorsers(endorsed, members);
  for (const namespace of new Set([chaincode, ...written])) {
    const isEndorsed = policies(namespace);
    if (isEndorsed === undefined) {
      return TxValidationCode.INVALID_CHAINCODE;
    }
    const set = sets.find((each) => each.namespace === namespace);
    if (!isNamespaceEndorsed(set, signers, isEndorsed)) {
      return TxValidationCode.ENDORSEMENT_POLICY_FAILURE;
    }
  }
  return TxValidationCode.VALID;
}

function isWritten({ set, collections }: NamespaceReadWriteSet): boolean {
  return set.getWritesList().length > 0 || collections.some(hasWrites);
}

function hasWrites({ set }: CollectionReadWriteSet): boolean {
  return set.getHashedWritesList().length > 0;
}

/** A collection's own policy rules what is written there; the chaincode's rules all else, and a transaction that writes nothing. */
function isNamespaceEndorsed(
  namespace: NamespaceReadWriteSet | undefined,
  signers: readonly Signer[],
  isEndorsed: PolicyEvaluator,
): boolean {
  const collections = (namespace?.collections ?? []).filter(hasWrites);
  const needsChaincodePolicy = collections.length === 0 || namespace?.set.getWritesList().length !== 0;
  return (
    collections.every(({ collection }) => isCollectionEndorsed(collection, signers)) &&
    (!needsChaincodePolicy || isEndorsed(signers))
  );
}

/** An implicit collection's policy is its organisation's: any peer of it. Other collections do not exist. */
function isCollectionEndorsed(collection: string, signers: readonly Signer[]): boolean {
  const owner = ownerOf(collection);
  return signers.some(({ mspId, role }) => mspId === owner && role === 'peer');
}

/** Members whose endorsement verifies, each once however often it signed. */
function endorsers({ endorsements, responsePayload }: EndorsedAction, members: Members): Member[] {
  const found = new Map<string, Member>();
  for (const endorsement of endorsements) {
    const endorser = endorsement.getEndorser_asU8();
    try {
      const member = members.recognise(endorser);
      const message = Buffer.concat([responsePayload, endorser]);
      if (members.isSignature(member, message, endorsement.getSignature_asU8())) {
        found.set(member.fingerprint.toString('latin1'), member);
      }
    } catch {
      // Not an identity of this channel: it counts for nothing, as in Fabric.
    }
  }
  return [...found.values()];
}

function isEventOf(chaincode: string, bytes: Uint8Array): boolean {
  try {
    return bytes.length === 0 || peer.ChaincodeEvent.deserializeBinary(bytes).getChaincodeId() === chaincode;
  } catch {
    return false;
  }
}
