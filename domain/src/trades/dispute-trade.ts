import { objectOf, oneOf, type ValueOf } from '@quancheng/protocol';
import type { Actor } from '../records/actor.js';
import { digestPairForm, type DigestPair } from '../records/digest-pair.js';
import { loadNothing } from '../records/nothing.js';
import { court } from '../records/office-actors.js';
import { transition, type Facts } from '../records/transition.js';
import { nextTrade } from './next-trade.js';
import { buyer, seller } from './trade-actors.js';
import { uncompensated } from './trade-rules.js';
import { resolutionOutcomes, type Dispute, type Trade, type TradeStatus } from './trade.js';

const resolveBody = objectOf({ document: digestPairForm, outcome: oneOf(...resolutionOutcomes) });

type ResolveBody = ValueOf<typeof resolveBody>;
type ResolveFacts = Facts<Trade, ResolveBody, object>;

/** One party contests what the other did or left undone. The ground is there by its digests alone. */
export const disputeTrade = transition<Trade, { readonly document: DigestPair }, object>({
  from: ['agreed', 'delivered', 'accepted', 'settled'],
  to: ['disputed'],
  body: objectOf({ document: digestPairForm }),
  load: loadNothing,
  by: [[seller], [buyer]],
  rules: [uncompensated],
  apply: ({ target, body: { document }, command, at }) => ({
    record: nextTrade(target, {
      document,
      status: 'disputed',
      disputes: [
        ...target.disputes,
        { by: command.participant, ground: document, since: at, from: target.status },
      ],
    }),
  }),
});

/** A commission decides nothing that it is a party to. */
const commission: Actor<ResolveFacts> = {
  name: 'arbitration commission',
  role: 'arbitration',
  among: ({ target, command }) =>
    command.signers
      .map(({ participant }) => participant)
      .filter((participant) => ![target.seller, target.buyer].includes(participant)),
};

/** Both parties settle the dispute, or a commission or a court decides it, by a document. */
export const resolveTrade = transition<Trade, ResolveBody, object>({
  from: ['disputed'],
  to: ['agreed', 'delivered', 'accepted', 'settled', 'rescinded'],
  body: resolveBody,
  load: loadNothing,
  by: [[seller, buyer], [commission], [court]],
  rules: [
    {
      code: 'RESOLUTION_UNFOUNDED',
      holds: ({ target, body }) => body.outcome !== 'accept' || openDispute(target)?.from === 'delivered',
      detail: ({ target }) => `what is disputed is ${openDispute(target)?.from ?? ''}, no open delivery`,
    },
  ],
  apply: (facts) => ({
    record: nextTrade(facts.target, {
      document: facts.body.document,
      status: statusAfter(facts),
      disputes: resolved(facts),
    }),
  }),
});

/** A trade that is disputed has one open dispute, its last. */
function openDispute({ disputes }: Trade): Dispute | undefined {
  return disputes.at(-1);
}

function statusAfter({ target, body: { outcome } }: ResolveFacts): TradeStatus {
  if (outcome === 'rescind') return 'rescinded';
  return outcome === 'accept' ? 'accepted' : (openDispute(target)?.from ?? 'disputed');
}

function resolved({ target: { disputes }, body, command, at }: ResolveFacts): readonly Dispute[] {
  const by = command.signers.map(({ participant }) => participant).sort();
  return disputes.map((dispute, index) =>
    index === disputes.length - 1 ? { ...dispute, resolution: { ...body, by, at } } : dispute,
  );
}
