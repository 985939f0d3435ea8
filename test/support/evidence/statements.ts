import {
  encodeBase64,
  encodeHex,
  encodeUtf8,
  sha256,
  sm3,
  type JsonObject,
  type Signer,
} from '@quancheng/protocol';
import { LEDGER } from './consortium.js';
import { omit } from './omit.js';

export const DEPOSITOR = '91370100MA3C00001A';

/** The original of every test document. */
export const ORIGINAL = encodeUtf8('中华人民共和国电子签名法\n');

export interface TestSigner {
  readonly participant: string;
  readonly signer: Signer;
}

/** A document statement by these signers; `change` replaces or adds members. */
export function documentStatement(
  id: string,
  signers: readonly TestSigner[],
  change: JsonObject = {},
): JsonObject {
  return {
    actingFor: DEPOSITOR,
    audience: LEDGER,
    custodian: '济南市大数据局',
    id,
    issued: '2026-11-23T08:00:00.000Z',
    legalBasis: '数据安全法 第三十八条',
    level: 'general',
    original: {
      commitment: 'digest',
      mediaType: 'text/plain',
      sha256: encodeHex(sha256(ORIGINAL)),
      size: ORIGINAL.length,
      sm3: encodeHex(sm3(ORIGINAL)),
    },
    provenance: { collector: '采集终端-07', mechanism: '接口推送', source: '法规库' },
    salt: saltOf(id),
    schema: 'quancheng/document/v1',
    signers: signerList(signers),
    title: '电子签名法',
    ...change,
  };
}

/** A sharing event between two organisations. */
export function sharingStatement(
  id: string,
  signers: readonly TestSigner[],
  change: JsonObject = {},
): JsonObject {
  return {
    ...omit(documentStatement(id, signers), 'title'),
    schema: 'quancheng/sharing-event/v1',
    provider: DEPOSITOR,
    consumer: '91370100MA3C00002B',
    catalogue: '住房公积金缴存信息',
    purpose: '贷款资格核验',
    means: 'api',
    sent: '2026-11-23T07:59:58.000Z',
    ...change,
  };
}

export function signerList(signers: readonly TestSigner[]): JsonObject[] {
  return signers
    .map(({ participant, signer }) => ({ key: signer.publicKey.keyId, participant, role: 'depositor' }))
    .sort((left, right) => (left.key < right.key ? -1 : 1));
}

export function saltOf(id: string): string {
  return encodeBase64(sha256(encodeUtf8(`salt ${id}`)));
}
