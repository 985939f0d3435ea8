import type { RecordPlay } from '../support/record-play.js';
import {
  act,
  bodies,
  byGuardian,
  controller,
  court,
  DUE,
  emptyStage,
  EXPIRES,
  recipient,
  representative,
  SECOND,
  service,
  subject,
  USE,
} from './consent-stage.js';

type Scene = () => Promise<RecordPlay>;

const after =
  (scene: Scene, ...steps: readonly ((play: RecordPlay) => Promise<unknown>)[]): Scene =>
  async () => {
    const play = await scene();
    for (const step of steps) await step(play);
    return play;
  };

const empty: Scene = () => Promise.resolve(emptyStage());
const offered = after(empty, (play) => act(play, 'consent.offer', [recipient]));
const forMinor = after(empty, (play) => act(play, 'consent.offer', [recipient], { minor: true }));
const active = after(offered, (play) => act(play, 'consent.activate', [subject, service]));
const represented = after(forMinor, (play) =>
  act(play, 'consent.activate', [representative, service], byGuardian),
);
const paused = after(active, (play) => act(play, 'consent.pause', [subject]));
const withdrawn = after(active, (play) => act(play, 'consent.withdraw', [subject]));

const useOnce = (use: string) => async (play: RecordPlay) => {
  await act(play, 'use.request', [recipient], {}, use);
  await act(play, 'use.deliver', [controller], {}, use);
  await act(play, 'use.open', [recipient], {}, use);
};
const exhausted = after(active, useOnce('bank/use-8'), useOnce('bank/use-9'));

const superseded = after(
  active,
  (play) => act(play, 'consent.offer', [recipient], { supersedes: 'bank/consent-1' }, SECOND),
  (play) => act(play, 'consent.activate', [subject, service], {}, SECOND),
);

const atTermsEnd = (play: RecordPlay) => Promise.resolve(play.waitUntil(EXPIRES));

/** By name, a consent in some status; the first word of the name is the status. */
export const consentScenes: Readonly<Record<string, Scene>> = {
  absent: empty,
  offered,
  'offered, minor': forMinor,
  'offered, term over': after(offered, atTermsEnd),
  active,
  'active, represented': represented,
  'active, term over': after(active, atTermsEnd),
  paused,
  'paused, term over': after(paused, atTermsEnd),
  exhausted,
  'exhausted, term over': after(exhausted, atTermsEnd),
  expired: after(active, atTermsEnd, (play) => act(play, 'consent.expire', [recipient])),
  superseded,
  withdrawn,
  'withdrawn, controller knows': after(withdrawn, (play) => act(play, 'consent.acknowledge', [controller])),
  invalidated: after(active, (play) => act(play, 'consent.invalidate', [court])),
};

const reserved = after(active, (play) => act(play, 'use.request', [recipient]));
const delivered = after(reserved, (play) => act(play, 'use.deliver', [controller]));
const opened = after(delivered, (play) => act(play, 'use.open', [recipient]));
const atDue = (play: RecordPlay) => Promise.resolve(play.waitUntil(DUE));
const withdraw = (play: RecordPlay) => act(play, 'consent.withdraw', [subject]);

/** By name, a use in some status, and what its consent is. */
export const useScenes: Readonly<Record<string, Scene>> = {
  absent: active,
  'absent, consent paused': paused,
  'absent, consent withdrawn': withdrawn,
  'absent, consent exhausted': exhausted,
  'absent, consent over': after(active, atTermsEnd),
  'absent, all reserved': after(
    active,
    (play) => act(play, 'use.request', [recipient], {}, 'bank/use-8'),
    (play) => act(play, 'use.request', [recipient], {}, 'bank/use-9'),
  ),
  reserved,
  'reserved, overdue': after(reserved, atDue),
  'reserved, consent withdrawn': after(reserved, withdraw),
  delivered,
  'delivered, overdue': after(delivered, atDue),
  'delivered, consent withdrawn': after(delivered, withdraw),
  opened,
  denied: after(withdrawn, async (play) => {
    await play.order({ action: 'use.request', target: USE, by: [recipient], body: wishOf() });
  }),
  lapsed: after(reserved, atDue, (play) => act(play, 'use.lapse', [recipient])),
  deleted: after(opened, (play) => act(play, 'use.delete', [recipient])),
  retained: after(opened, (play) => act(play, 'use.retain', [recipient])),
};

function wishOf() {
  return { ...bodies['use.request'] };
}
