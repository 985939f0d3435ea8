import type { BilingualText } from '@quancheng/protocol';
import { QuanchengError } from '@quancheng/protocol';
import type { EvidenceLog, TrustRoot } from '../trust-root/trust-root.js';
import type { FraudKind } from './fraud-proof.js';

/** Who is proven to have done what. */
export interface Conviction {
  readonly party: 'log' | 'witness';
  /** The log's origin, or the witness's key name. */
  readonly name: string;
  /** A log's operator: its ParticipantId. */
  readonly operator?: string;
  readonly offence: FraudKind | 'cosigned-fork';
  readonly sentence: BilingualText;
}

/** The trust root's log that is convicted. */
export function convictLog(
  { logs }: TrustRoot,
  origin: string,
  offence: FraudKind,
  deed: BilingualText,
): Conviction {
  const log: EvidenceLog | undefined = logs.find((each) => each.origin === origin);
  if (log === undefined) throw new QuanchengError('FRAUD_PARTS_UNRELATED', 'no such log');
  const { operator } = log;
  return {
    party: 'log',
    name: origin,
    operator,
    offence,
    sentence: {
      en: `The log ${origin}, operated by ${operator}, ${deed.en}`,
      zh: `日志 ${origin}（运营方 ${operator}）${deed.zh}`,
    },
  };
}
