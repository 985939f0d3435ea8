import type { BenchDepositor } from './batch-maker.js';

/** Random bytes of one sharing event: salt 16, the original's digests 32 each. */
export const RANDOM_BYTES = 80;

/** A sharing event's text, and where what differs from one to the next begins in it. */
export interface Pattern {
  readonly text: string;
  readonly places: {
    readonly id: number;
    readonly issued: number;
    readonly sent: number;
    readonly salt: number;
    readonly sha256: number;
    readonly sm3: number;
  };
}

/**
 * The canonical JSON of a sharing event with every member that docs/specs/statements.md requires and none besides, and
 * the shortest texts. It has about 800 bytes: ledger, key, digests, salt, times and participants alone are 390.
 */
export function sharingEvent(
  { participant, recipient, ledger, signer }: BenchDepositor,
  id: string,
  issued: string,
  random = Buffer.alloc(RANDOM_BYTES),
): Pattern {
  const text =
    `{"actingFor":"${participant}","audience":"${ledger}","catalogue":"c","consumer":"${recipient}","custodian":"c",` +
    `"id":"${id}","issued":"${issued}","legalBasis":"b","level":"general","means":"api","original":{"commitment":"hmac",` +
    `"mediaType":"text/csv","sha256":"${random.toString('hex', 16, 48)}","sm3":"${random.toString('hex', 48, 80)}"},` +
    `"provenance":{"collector":"c","mechanism":"m","source":"s"},"provider":"${participant}","purpose":"p",` +
    `"salt":"${random.toString('base64', 0, 16)}","schema":"quancheng/sharing-event/v1","sent":"${issued}",` +
    `"signers":[{"key":"${signer.publicKey.keyId}","participant":"${participant}","role":"depositor"}]}`;
  const after = (name: string): number => text.indexOf(`"${name}":"`) + name.length + 4;
  return {
    text,
    places: {
      id: after('id'),
      issued: after('issued'),
      sent: after('sent'),
      salt: after('salt'),
      sha256: after('sha256'),
      sm3: after('sm3'),
    },
  };
}
