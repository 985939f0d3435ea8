import {
  type Envelope,
  parsePromise,
  parseStatement,
  QuanchengError,
  unverifiedPayload,
} from '@quancheng/protocol';
import type { RecordName } from '../gateway-requests.js';
import type { Deposited, DoublePromise } from '../deposited.js';
import type { GatewayPool } from '../gateways/gateway-pool.js';
import type { OutcomeKeeper } from './outcome-keeper.js';

/** A deposit that was promised by one log and that another gateway may have taken besides. */
export interface UnsettledDeposit extends RecordName {
  /** Address of the gateway whose answer never came. */
  readonly gateway: string;
}

/**
 * Deposits that more than one log may have promised, since an answer was lost. It is one record all the same, counted by
 * its statement's digest; both promises are good, and either log's evidence proves it.
 */
export interface DoublesClient {
  /** What was found so far, in the order in which it was. */
  readonly found: readonly DoublePromise[];
  readonly unsettled: readonly UnsettledDeposit[];
  /**
   * Asks the gateways in question, which is also done whenever one of them answers again after it had been away.
   * @param patience milliseconds; 0 asks once
   * @returns what is still open then
   */
  settle(patience?: number): Promise<readonly UnsettledDeposit[]>;
  /** Takes up a deposit again that an earlier process left unsettled. */
  reopen(sent: Envelope, deposited: Pick<Deposited, 'gateway' | 'promise' | 'unsettled'>): Promise<void>;
}

export function newDoublesClient(pool: GatewayPool, keeper: OutcomeKeeper): DoublesClient {
  const unsettled = (): readonly UnsettledDeposit[] =>
    keeper.open.map(({ deposit: { participant, id }, gateway }) => ({
      participant,
      id,
      gateway: gateway.url,
    }));
  return {
    found: keeper.doubles,
    get unsettled() {
      return unsettled();
    },
    async settle(patience = 0) {
      await keeper.settle(patience);
      return unsettled();
    },
    async reopen(sent, { gateway, promise, unsettled: open }) {
      const statement = parseStatement(unverifiedPayload(sent));
      const [signer] = statement.signers;
      if (signer === undefined || !('id' in statement))
        throw new QuanchengError('STATEMENT_INVALID', 'no deposit');
      const deposit = {
        participant: signer.participant,
        id: statement.id,
        isBatch: statement.schema === 'quancheng/batch/v1',
        sent,
      };
      const kept = { gateway, origin: parsePromise(unverifiedPayload(promise)).origin, promise };
      await keeper.add(
        open.map((url) => ({ deposit, gateway: pool.at(url), kept })),
        true,
      );
    },
  };
}
