import {
  canonicalize,
  encodeBase64,
  formatEnvelope,
  formatVerifierKey,
  newVerifierKey,
  payloadTypes,
  signEnvelope,
  type Signer,
} from '@quancheng/protocol';
import { verifyTrustRoot, type TrustRoot, type TrustRootContent } from '@quancheng/verifier';
import { issueTestCertificate, newTestAuthority, type TestCertificate } from './certificates.js';
import { testSigner } from './test-keys.js';

export const LEDGER = '0123456789abcdef0123456789abcdef';
export const CHANNEL = 'evidence';
export const CHAINCODE = 'quancheng';
export const CHAINCODE_VERSION = '1.0.0';
export const ORIGIN = 'log.example.org/jinan';

/** A synthetic organisation with everything that it signs with. */
export interface TestOrganisation {
  readonly mspId: string;
  readonly operator: string;
  readonly authority: TestCertificate;
  readonly peer: TestCertificate;
  readonly client: TestCertificate;
  readonly administrator: Signer;
}

export interface TestConsortium {
  readonly organisations: readonly TestOrganisation[];
  readonly logSigner: Signer;
  readonly content: TrustRootContent;
  readonly root: TrustRoot;
  readonly rootEnvelope: Uint8Array;
}

export type ChangeContent = (content: TrustRootContent) => object;

const THREE: readonly (readonly [mspId: string, operator: string])[] = [
  ['91370100MA3C00001A', '济南市大数据局'],
  ['91370100MA3C00002B', '济南住房公积金中心'],
  ['91370100MA3C00003C', '济南仲裁委员会'],
];

/** A consortium of organisations (MSP id, operator), two of whose operators must endorse, unless `change` says otherwise. */
export function newTestConsortium(
  members: readonly (readonly [mspId: string, operator: string])[] = THREE,
  change: ChangeContent = (content) => content,
): TestConsortium {
  const organisations = members.map(([mspId, operator]) => newTestOrganisation(mspId, operator));
  const logSigner = testSigner(`log ${ORIGIN}`);
  const content = change(contentOf(organisations, logSigner)) as TrustRootContent;
  const administrators = organisations.map((each) => each.administrator);
  const rootEnvelope = signTrustRoot(content, administrators);
  return { organisations, logSigner, content, root: verifyTrustRoot(rootEnvelope), rootEnvelope };
}

export function signTrustRoot(content: object, administrators: readonly Signer[]): Uint8Array {
  const payload = canonicalize(content as TrustRootContent);
  return formatEnvelope(signEnvelope(payloadTypes.trustRoot, payload, administrators));
}

export function newTestOrganisation(mspId: string, operator: string): TestOrganisation {
  const authority = newTestAuthority({ name: `ca ${mspId}` });
  return {
    mspId,
    operator,
    authority,
    peer: issueTestCertificate(authority, { name: `peer ${mspId}`, units: ['peer'] }),
    client: issueTestCertificate(authority, { name: `client ${mspId}`, units: ['client'] }),
    administrator: testSigner(`administrator ${mspId}`),
  };
}

function contentOf(organisations: readonly TestOrganisation[], logSigner: Signer): TrustRootContent {
  const operators = new Set(organisations.map((each) => each.operator)).size;
  return {
    schema: 'quancheng/trust-root/v1',
    sequence: 1,
    issued: '2026-11-01T00:00:00.000Z',
    consortium: '济南数据要素联盟',
    ledger: LEDGER as TrustRootContent['ledger'],
    channel: CHANNEL,
    chaincode: { name: CHAINCODE, versions: [CHAINCODE_VERSION] },
    organisations: organisations.map((each) => organisationContent(each)),
    endorsement: { threshold: Math.min(2, operators) },
    signatures: { threshold: Math.min(2, operators) },
    logs: [
      {
        origin: ORIGIN,
        operator: (organisations[0]?.mspId ?? '') as TrustRootContent['logs'][number]['operator'],
        keys: [
          { verifierKey: formatVerifierKey(newVerifierKey(ORIGIN, 'ed25519', logSigner.publicKey)), from: 0 },
        ],
      },
    ],
    witnesses: '',
    timestampAuthorities: [],
    required: { document: [], 'sharing-event': [] },
  };
}

export function organisationContent(each: TestOrganisation): TrustRootContent['organisations'][number] {
  return {
    mspId: each.mspId as TrustRootContent['organisations'][number]['mspId'],
    name: each.operator,
    operator: each.operator,
    administrator: encodeBase64(each.administrator.publicKey.spki),
    authorities: [
      {
        certificate: encodeBase64(each.authority.der),
        from: '2026-01-01T00:00:00.000Z',
        until: '2036-01-01T00:00:00.000Z',
      },
    ],
    revocations: [],
  };
}
