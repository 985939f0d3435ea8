import { sceneAfter, type Scene } from '../certificates/certificate-scenes.js';
import type { RecordPlay, Who } from '../support/record-play.js';
import type { Market } from './trade-table.js';
import {
  bodyIn,
  buyer,
  everyParty,
  LICENCE_TO,
  listers,
  newStage,
  originalName,
  putProduct,
  seller,
  tradeName,
  VALID_TO,
} from './trade-stage.js';

type Step = (play: RecordPlay) => Promise<string> | string;

const freeze = {
  court: 'court',
  document: { sha256: '0'.repeat(64), sm3: '0'.repeat(64) },
  since: { tick: 1, time: '2026-11-01T00:00:00.000Z' },
  until: '2027-06-01T00:00:00.000Z',
};

/** Every status of a trade, and of its product, in one market. */
export function scenesIn(market: Market): Readonly<Record<string, Scene>> {
  const all = everyParty[market];
  const acting =
    (verb: string, by: readonly Who[], target = tradeName): Step =>
    (play) =>
      play.order({ action: `trade.${verb}`, target, body: bodyIn(market, verb), by });
  const waiting =
    (time: string): Step =>
    (play) => {
      play.waitUntil(time);
      return 'done';
    };
  const changing =
    (change: Parameters<typeof putProduct>[1]): Step =>
    (play) => {
      putProduct(play, change);
      return 'done';
    };
  const upToSettled = (target: string): readonly Step[] => [
    acting('offer', listers[market], target),
    acting('agree', all, target),
    acting('deliver', [seller], target),
    acting('accept', [buyer], target),
    acting('settle', all, target),
  ];
  const steps = upToSettled(tradeName);
  const after = (count: number): Scene => sceneAfter(newStage, ...steps.slice(0, count));
  const [listed, agreed, delivered, accepted, settled] = [1, 2, 3, 4, 5].map(after) as [
    Scene,
    Scene,
    Scene,
    Scene,
    Scene,
  ];
  const closed = sceneAfter(settled, acting('close', all));
  const disputed = (scene: Scene): Scene => sceneAfter(scene, acting('dispute', [buyer]));
  // The trade itself is the original here, and a record of the same parties compensates it.
  const compensated = (scene: Scene): Scene =>
    sceneAfter(scene, (play) =>
      play.order({
        action: 'trade.compensate',
        target: 'seller/trade-2',
        body: { ...bodyIn(market, 'compensate'), compensates: tradeName },
        by: all,
      }),
    );
  const rescinding: Step = (play) =>
    play.order({
      action: 'trade.resolve',
      target: tradeName,
      body: { ...bodyIn(market, 'resolve'), outcome: 'rescind' },
      by: [seller, buyer],
    });
  return {
    absent: sceneAfter(newStage, ...upToSettled(originalName)),
    listed,
    'listed, product frozen': sceneAfter(listed, changing({ freezes: [freeze] })),
    'listed, product transferred': sceneAfter(listed, changing({ holder: 'buyer' })),
    'listed, product revoked': sceneAfter(listed, changing({ status: 'revoked' })),
    'listed, product lapsed': sceneAfter(listed, waiting(VALID_TO)),
    withdrawn: sceneAfter(listed, acting('withdraw', [seller])),
    agreed,
    'agreed, product frozen': sceneAfter(agreed, changing({ freezes: [freeze] })),
    'agreed, product transferred': sceneAfter(agreed, changing({ holder: 'buyer' })),
    'agreed, product revoked': sceneAfter(agreed, changing({ status: 'revoked' })),
    'agreed, product lapsed': sceneAfter(agreed, changing({ validTo: '2026-11-01T00:00:00.000Z' })),
    'agreed, licence over': sceneAfter(agreed, waiting(LICENCE_TO)),
    delivered,
    'delivered, product revoked': sceneAfter(delivered, changing({ status: 'revoked' })),
    accepted,
    'disputed, agreed': disputed(agreed),
    'disputed, delivered': disputed(delivered),
    'disputed, accepted': disputed(accepted),
    'disputed, settled': disputed(settled),
    settled,
    'settled, compensated': compensated(settled),
    closed,
    'closed, compensated': compensated(closed),
    rescinded: sceneAfter(disputed(delivered), rescinding),
  };
}
