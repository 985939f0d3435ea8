import { common, peer } from '@hyperledger/fabric-protos';
import type { VersionedValue } from '../ledger/version.js';
import { type PolicyEvaluator, compilePolicy } from '../policy/evaluate-policy.js';

const { ChaincodeEndorsementInfo, ChaincodeValidationInfo, StateData, StateMetadata } = peer.lifecycle;

/** The namespace in which Fabric keeps chaincode definitions. */
export const lifecycleNamespace = '_lifecycle';

const fields = ['Sequence', 'EndorsementInfo', 'ValidationInfo', 'Collections'] as const;
type Field = (typeof fields)[number];

/** A chaincode as the channel has agreed on it. */
export interface ChaincodeDefinition {
  readonly name: string;
  readonly version: string;
  readonly sequence: number;
  readonly policy: common.SignaturePolicyEnvelope;
}

/** The key that every simulation of the chaincode reads, so that a new definition invalidates what it overtook. */
export function sequenceKey(name: string): string {
  return fieldKey(name, 'Sequence');
}

/** All keys of a chaincode's definition. */
export function definitionKeys(name: string): string[] {
  return [`namespaces/metadata/${name}`, ...fields.map((field) => fieldKey(name, field))];
}

/** The state that a definition consists of, as `_lifecycle` writes it: one key per field and one for the structure. */
export function formatDefinition({
  name,
  version,
  sequence,
  policy,
}: ChaincodeDefinition): Map<string, Uint8Array> {
  const metadata = new StateMetadata();
  metadata.setDatatype('ChaincodeDefinition');
  metadata.setFieldsList([...fields]);
  const endorsement = new ChaincodeEndorsementInfo();
  endorsement.setVersion(version);
  endorsement.setEndorsementPlugin('escc');
  const validation = new ChaincodeValidationInfo();
  validation.setValidationPlugin('vscc');
  validation.setValidationParameter(formatApplicationPolicy(policy));
  const number = new StateData();
  number.setInt64(sequence);
  return new Map([
    [`namespaces/metadata/${name}`, metadata.serializeBinary()],
    [fieldKey(name, 'Sequence'), number.serializeBinary()],
    [fieldKey(name, 'EndorsementInfo'), formatBytes(endorsement.serializeBinary())],
    [fieldKey(name, 'ValidationInfo'), formatBytes(validation.serializeBinary())],
    [fieldKey(name, 'Collections'), formatBytes(new peer.CollectionConfigPackage().serializeBinary())],
  ]);
}

/** The endorsement policy as chaincode definitions carry it. */
export function formatApplicationPolicy(policy: common.SignaturePolicyEnvelope): Uint8Array {
  const message = new common.ApplicationPolicy();
  message.setSignaturePolicy(policy);
  return message.serializeBinary();
}

/** Reads a definition from the state; undefined if the channel has none of that name. */
export function readDefinition(
  name: string,
  read: (key: string) => VersionedValue | undefined,
): (ChaincodeDefinition & { readonly isEndorsed: PolicyEvaluator }) | undefined {
  const field = (each: Field): Uint8Array => read(fieldKey(name, each))?.value ?? Buffer.alloc(0);
  if (read(sequenceKey(name)) === undefined) {
    return undefined;
  }
  const endorsement = ChaincodeEndorsementInfo.deserializeBinary(parseBytes(field('EndorsementInfo')));
  const validation = ChaincodeValidationInfo.deserializeBinary(parseBytes(field('ValidationInfo')));
  const application = common.ApplicationPolicy.deserializeBinary(validation.getValidationParameter_asU8());
  const policy = application.getSignaturePolicy() ?? new common.SignaturePolicyEnvelope();
  return {
    name,
    version: endorsement.getVersion(),
    sequence: StateData.deserializeBinary(field('Sequence')).getInt64(),
    policy,
    isEndorsed: compilePolicy(policy),
  };
}

function fieldKey(name: string, field: Field): string {
  return `namespaces/fields/${name}/${field}`;
}

function formatBytes(bytes: Uint8Array): Uint8Array {
  const data = new StateData();
  data.setBytes(bytes);
  return data.serializeBinary();
}

function parseBytes(stored: Uint8Array): Uint8Array {
  return StateData.deserializeBinary(stored).getBytes_asU8();
}
