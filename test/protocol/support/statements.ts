import { encodeBase64, newSigner, type JsonObject, type Signer } from '@quancheng/protocol';
import { testSecret } from './back-ends.js';

/** Good statements of every kind as plain JSON, for tests to alter. */

export const LEDGER = '0123456789abcdef0123456789abcdef';
export const PROVIDER = '91370100MA3CQ0000X';
export const CONSUMER = '91370100MA3CQ0001Y';

export const depositor = newSigner('ed25519', testSecret(1));
const administrators = [
  newSigner('ecdsa-p256-sha256', testSecret(2)),
  newSigner('sm2-sm3', testSecret(3)),
] as const;
const registrar = newSigner('ed25519', testSecret(4));

const salt = encodeBase64(new Uint8Array(16).fill(0xa5));
const common = { salt, audience: LEDGER, issued: '2026-11-23T08:00:00.000Z' };

const recordMembers = {
  ...common,
  id: '2026-11-23-0001',
  signers: [{ key: depositor.publicKey.keyId, participant: PROVIDER, role: 'depositor' }],
  actingFor: PROVIDER,
  legalBasis: '数据安全法 第三十八条',
  level: 'general',
  custodian: '济南市大数据局',
  provenance: { source: '业务系统', mechanism: '导出', collector: '张工' },
  original: {
    commitment: 'digest',
    mediaType: 'text/markdown',
    sha256: 'ab'.repeat(32),
    size: 12207,
    sm3: 'cd'.repeat(32),
  },
};

export const document: JsonObject = {
  ...recordMembers,
  schema: 'quancheng/document/v1',
  title: '电子签名法',
};

export const sharingEvent: JsonObject = {
  ...recordMembers,
  schema: 'quancheng/sharing-event/v1',
  level: 'important',
  previous: 'ef'.repeat(32),
  provenance: {
    ...recordMembers.provenance,
    device: '网关一号',
    clockSource: 'NTP',
    steps: ['抽取', '脱敏'],
  },
  original: {
    commitment: 'hmac',
    mediaType: 'application/json',
    sha256: '01'.repeat(32),
    sm3: '02'.repeat(32),
  },
  provider: PROVIDER,
  consumer: CONSUMER,
  catalogue: '公积金缴存',
  purpose: '贷款审批',
  means: 'api',
  sent: '2026-11-23T07:59:59.000Z',
  received: '2026-11-23T07:59:59.500Z',
  reference: { sha256: '03'.repeat(32), sm3: '04'.repeat(32) },
};

export const batch: JsonObject = {
  ...common,
  schema: 'quancheng/batch/v1',
  id: 'batch-7',
  signers: recordMembers.signers,
  root: '05'.repeat(32),
  size: 3,
};

export const command: JsonObject = {
  ...common,
  schema: 'quancheng/command/v1',
  id: 'command-1',
  signers: [{ key: registrar.publicKey.keyId, participant: 'registrar', role: 'registrar' }],
  expires: '2026-11-24T08:00:00.000Z',
  action: 'participant.register',
  target: PROVIDER,
  expectedVersion: 0,
  body: { name: '济南住房公积金中心' },
};

export const keyPossession: JsonObject = {
  ...common,
  schema: 'quancheng/key-possession/v1',
  participant: PROVIDER,
  publicKey: encodeBase64(depositor.publicKey.spki),
  signers: [{ key: depositor.publicKey.keyId, participant: PROVIDER, role: 'participant' }],
};

const genesisSigners = byKey([
  ...administrators.map((signer, index) => ({ signer, participant: `org${index}`, role: 'administrator' })),
  { signer: registrar, participant: 'registrar', role: 'registrar' },
]);

export const genesis: JsonObject = {
  ...common,
  schema: 'quancheng/genesis/v1',
  signers: genesisSigners.map(({ signer, participant, role }) => ({
    key: signer.publicKey.keyId,
    participant,
    role,
  })),
  publicKeys: genesisSigners.map(({ signer }) => encodeBase64(signer.publicKey.spki)),
  consortium: '泉城链',
  channel: 'evidence',
  chaincode: 'quancheng',
  organisations: administrators.map((signer, index) => ({
    mspId: `org${index}`,
    name: `机构${index}`,
    operator: `运营方${index}`,
    administrator: signer.publicKey.keyId,
  })),
  registrar: { id: 'registrar', name: '登记机构', key: registrar.publicKey.keyId },
  recoveryThreshold: 2,
  tickPeriod: 10,
};

function byKey<Item extends { readonly signer: Signer }>(items: readonly Item[]): readonly Item[] {
  return items.toSorted((left, right) =>
    left.signer.publicKey.keyId < right.signer.publicKey.keyId ? -1 : 1,
  );
}
