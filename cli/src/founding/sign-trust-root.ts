import { X509Certificate } from 'node:crypto';
import type { EmbeddedNode, Topology } from '@quancheng/network';
import {
  canonicalize,
  encodeBase64,
  type Envelope,
  formatVerifierKey,
  newNoteSigner,
  payloadTypes,
  type Signer,
  signEnvelope,
} from '@quancheng/protocol';
import { logOperatorParticipant } from './demo-participants.js';
import type { Foundation } from './foundation.js';

/**
 * The first trust root of the single-operator ledger, signed by its administrators. Threshold 1 says what it is:
 * nobody but this one operator vouches for it.
 */
export function signTrustRoot(
  foundation: Foundation,
  topology: Topology,
  node: EmbeddedNode,
  administrators: ReadonlyMap<string, Signer>,
  logSigner: Signer,
): Envelope {
  const { key } = newNoteSigner(foundation.origin, logSigner);
  const payload = canonicalize({
    schema: 'quancheng/trust-root/v1',
    sequence: 1,
    issued: new Date().toISOString(),
    consortium: topology.consortium,
    ledger: foundation.ledger,
    channel: node.channel,
    chaincode: { name: node.chaincode.name, versions: [node.chaincode.version] },
    organisations: organisationMembers(topology, node, administrators),
    endorsement: { threshold: 1 },
    signatures: { threshold: 1 },
    logs: [
      {
        origin: foundation.origin,
        operator: logOperatorParticipant.id,
        keys: [{ verifierKey: formatVerifierKey(key), from: 0 }],
      },
    ],
    witnesses: '',
    timestampAuthorities: [],
    // Nothing beyond checks 1 to 12, which every record must pass.
    required: { document: [], 'sharing-event': [] },
  });
  return signEnvelope(payloadTypes.trustRoot, payload, [...administrators.values()]);
}

function organisationMembers(
  topology: Topology,
  node: EmbeddedNode,
  administrators: ReadonlyMap<string, Signer>,
) {
  const members = topology.organisations.map(({ name, mspId, chineseName, operator }) => {
    const administrator = administrators.get(mspId);
    const definition = node.organisations[name]?.definition;
    if (administrator === undefined || definition === undefined) throw new Error(`the node lacks ${mspId}`);
    return {
      mspId,
      name: chineseName,
      operator,
      administrator: encodeBase64(administrator.publicKey.spki),
      authorities: definition.rootCertificates.map(authorityMember),
      revocations: [],
    };
  });
  return members.sort((left, right) => (left.mspId < right.mspId ? -1 : 1));
}

function authorityMember(pem: string) {
  const certificate = new X509Certificate(pem);
  return {
    certificate: encodeBase64(new Uint8Array(certificate.raw)),
    from: new Date(certificate.validFrom).toISOString(),
    until: new Date(certificate.validTo).toISOString(),
  };
}
