import { common } from '@hyperledger/fabric-protos';
import { formatHeader } from '../ledger/block-hash.js';
import type { LedgerFinding } from './finding.js';
import type { ChannelRules } from './read-channel-rules.js';

/**
 * Holds a block's signatures to the orderers' certificates: a quorum must have signed metadata ‖ own header ‖ block
 * header. Signatures beyond a quorum are not needed, so that bad ones among them are not reported.
 */
export function checkBlockSignatures(block: common.Block, rules: ChannelRules): LedgerFinding[] {
  const number = block.getHeader()?.getNumber() ?? 0;
  const signatures = readSignatures(block);
  if (signatures === undefined) {
    return [finding('LEDGER_QUORUM_MISSING', number, 'the signatures cannot be read')];
  }
  const good = new Set<number>();
  const bad: LedgerFinding[] = [];
  for (const { identifier, message, signature } of signatures) {
    if (isSigned(rules, identifier, message, signature)) {
      good.add(identifier);
    } else {
      const detail = `the signature of orderer ${identifier} does not verify`;
      bad.push(finding('LEDGER_BLOCK_SIGNATURE_INVALID', number, detail));
    }
  }
  if (good.size >= rules.quorum) {
    return [];
  }
  const detail = `${good.size} of ${rules.quorum} orderers have signed`;
  return [...bad, finding('LEDGER_QUORUM_MISSING', number, detail)];
}

interface BlockSignature {
  readonly identifier: number;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

function readSignatures(block: common.Block): BlockSignature[] | undefined {
  const header = block.getHeader();
  const entry = block.getMetadata()?.getMetadataList_asU8()[common.BlockMetadataIndex.SIGNATURES];
  if (header === undefined || entry === undefined) {
    return undefined;
  }
  try {
    const metadata = common.Metadata.deserializeBinary(entry);
    return metadata.getSignaturesList().map((each) => {
      const identifier = each.getIdentifierHeader_asU8();
      return {
        identifier: common.IdentifierHeader.deserializeBinary(identifier).getIdentifier(),
        message: Buffer.concat([metadata.getValue_asU8(), identifier, formatHeader(header)]),
        signature: each.getSignature_asU8(),
      };
    });
  } catch {
    return undefined;
  }
}

function isSigned(
  { orderers, members }: ChannelRules,
  identifier: number,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  const identity = orderers.get(identifier);
  try {
    return identity !== undefined && members.isSignature(members.recognise(identity), message, signature);
  } catch {
    return false;
  }
}

function finding(
  code: 'LEDGER_BLOCK_SIGNATURE_INVALID' | 'LEDGER_QUORUM_MISSING',
  block: number,
  detail: string,
): LedgerFinding {
  return { code, block, detail };
}
