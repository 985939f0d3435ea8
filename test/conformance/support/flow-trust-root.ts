import { X509Certificate } from 'node:crypto';
import type { MspDefinition } from '@quancheng/network';
import {
  canonicalize,
  encodeBase64,
  formatEnvelope,
  payloadTypes,
  signEnvelope,
  type JsonObject,
} from '@quancheng/protocol';
import { LEDGER } from '../../chaincode/support/statements.js';
import { newMember } from '../../chaincode/support/test-genesis.js';
import type { FlowOptions } from './contract-flow.js';

/** A trust root for a network on which the contract flow was played: its envelope's bytes. */
export function newFlowTrustRoot(
  options: FlowOptions,
  versions: readonly string[],
  definitions: readonly MspDefinition[],
  logs: readonly JsonObject[] = [],
  witnesses = '',
): Uint8Array {
  const members = options.organisations.map(([mspId, operator]) => newMember(mspId, operator));
  const content: JsonObject = {
    schema: 'quancheng/trust-root/v1',
    sequence: 1,
    issued: '2026-11-23T00:00:00.000Z',
    consortium: '泉城数据联盟',
    ledger: LEDGER,
    channel: options.channel,
    chaincode: { name: options.chaincode, versions },
    organisations: members.map(({ operator, administrator: { participant, signer } }) => ({
      mspId: participant,
      name: operator,
      operator,
      administrator: encodeBase64(signer.publicKey.spki),
      authorities: authoritiesOf(definitions.find((definition) => definition.mspId === participant)!),
      revocations: [],
    })),
    endorsement: { threshold: members.length },
    signatures: { threshold: 2 },
    logs,
    witnesses,
    timestampAuthorities: [],
    required: { document: [], 'sharing-event': [] },
  };
  const signers = members.map(({ administrator }) => administrator.signer);
  return formatEnvelope(signEnvelope(payloadTypes.trustRoot, canonicalize(content), signers));
}

function authoritiesOf({ rootCertificates }: MspDefinition): JsonObject[] {
  return rootCertificates.map((pem) => {
    const certificate = new X509Certificate(pem);
    return {
      certificate: encodeBase64(certificate.raw),
      from: new Date(certificate.validFrom).toISOString(),
      until: new Date(certificate.validTo).toISOString(),
    };
  });
}
