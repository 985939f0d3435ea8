import { X509Certificate } from 'node:crypto';
import { endorsementPolicy } from '@quancheng/network';
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
import type { LedgerBackEnd } from './ledger-back-end.js';

/**
 * The first trust root of a ledger, signed by all its administrators. As many operators as the network's rule demands
 * must endorse a read; of a single operator's network that is one, and the root says so.
 * @param administrators by mspId
 */
export function signTrustRoot(
  { ledger, origin }: Foundation,
  { topology, authorities }: Pick<LedgerBackEnd, 'topology' | 'authorities'>,
  administrators: ReadonlyMap<string, Signer>,
  logSigner: Signer,
): Envelope {
  const { consortium, channel, chaincode } = topology;
  const verifierKey = formatVerifierKey(newNoteSigner(origin, logSigner).key);
  const threshold = endorsementPolicy(topology).required;
  const organisations = topology.organisations.map(({ mspId, chineseName, operator }) => ({
    mspId,
    name: chineseName,
    operator,
    administrator: administratorKey(administrators, mspId),
    authorities: (authorities.get(mspId) ?? []).map(authorityMember),
    revocations: [],
  }));
  const payload = canonicalize({
    schema: 'quancheng/trust-root/v1',
    sequence: 1,
    issued: new Date().toISOString(),
    consortium,
    ledger,
    channel,
    chaincode: { name: chaincode.name, versions: [chaincode.version] },
    organisations: organisations.sort((left, right) => (left.mspId < right.mspId ? -1 : 1)),
    endorsement: { threshold },
    signatures: { threshold },
    logs: [{ origin, operator: logOperatorParticipant.id, keys: [{ verifierKey, from: 0 }] }],
    witnesses: '',
    timestampAuthorities: [],
    // Nothing beyond checks 1 to 12, which every record must pass.
    required: { document: [], 'sharing-event': [] },
  });
  return signEnvelope(payloadTypes.trustRoot, payload, [...administrators.values()]);
}

function administratorKey(administrators: ReadonlyMap<string, Signer>, mspId: string): string {
  const signer = administrators.get(mspId);
  if (signer === undefined) throw new Error(`no administrator of ${mspId}`);
  return encodeBase64(signer.publicKey.spki);
}

function authorityMember(pem: string) {
  const certificate = new X509Certificate(pem);
  return {
    certificate: encodeBase64(new Uint8Array(certificate.raw)),
    from: new Date(certificate.validFrom).toISOString(),
    until: new Date(certificate.validTo).toISOString(),
  };
}
