import { createCipheriv, randomBytes } from 'node:crypto';
import { encodeHex, hmacSha256, hmacSm3, sha256, sm3, type JsonObject } from '@quancheng/protocol';

/** Invented personal data, which stay with their parties. */
export const planted = {
  name: '欧阳慕白测试',
  identityNumber: '370102199002301234',
  telephone: '13905310099',
  account: '6222021602009988776',
  address: '济南市历下区虚构大街八号院三单元',
  notice: '欧阳慕白测试先生，您的公积金账户余额将用于本次贷款审批，请知悉。',
  objection: '本人司徒听雨，居于虚构里九号，认为该数据含有我的用水记录。',
  balance: '公积金余额 128734.56 元',
} as const;

/** What the ledger gets instead of a paper with personal data: HMACs under a random key, which stays with the paper. */
export function commit(...data: readonly string[]): JsonObject {
  const key = randomBytes(32);
  const paper = Buffer.from(data.join('\n'));
  return { sha256: encodeHex(hmacSha256(key, paper)), sm3: encodeHex(hmacSm3(key, paper)) };
}

/** Digests of what is delivered: the data are encrypted. */
export function encrypt(data: string): JsonObject {
  const cipher = createCipheriv('aes-256-gcm', randomBytes(32), randomBytes(12));
  const ciphertext = Buffer.concat([cipher.update(data, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return { sha256: encodeHex(sha256(ciphertext)), sm3: encodeHex(sm3(ciphertext)) };
}
