import type { Certificate } from '@quancheng/domain';
import type { RecordPlay, Who } from '../support/record-play.js';
import {
  act,
  certificateOf,
  court,
  holder,
  newStage,
  NOTICE_ENDS,
  object,
  objector,
  registrar,
  VALID_TO,
} from './certificate-stage.js';

export type Scene = () => Promise<RecordPlay>;

/** What a scene adds to another one. */
type Step = (play: RecordPlay) => Promise<string> | string;

/** Played once; everybody who asks gets a fork. */
export function sceneAfter(before: Scene, ...steps: readonly Step[]): Scene {
  let stage: Promise<RecordPlay> | undefined;
  const open = async (): Promise<RecordPlay> => {
    const play = (await before()).fork();
    for (const step of steps) {
      const outcome = await step(play);
      if (outcome !== 'done') throw new Error(outcome);
    }
    return play;
  };
  return async () => (await (stage ??= open())).fork();
}

const acting =
  (action: string, ...by: readonly Who[]): Step =>
  (play) =>
    act(play, action, by);

const waiting =
  (time: string): Step =>
  (play) => {
    play.waitUntil(time);
    return 'done';
  };

/** Pledges are another machine’s; here one simply lies on the certificate. */
function pledging(play: RecordPlay): string {
  const value: Certificate = { ...certificateOf(play), pledges: 1 };
  play.put({ kind: 'certificate', value });
  return 'done';
}

const absent = sceneAfter(newStage);
const draft = sceneAfter(absent, acting('draft', holder));
const applied = sceneAfter(draft, acting('apply', holder));
const accepted = sceneAfter(applied, acting('accept', registrar));
const correction = sceneAfter(accepted, acting('request-correction', registrar));
const reviewed = sceneAfter(accepted, acting('review', registrar));
const inNotice = sceneAfter(reviewed, acting('publicise', registrar));
const objected = sceneAfter(inNotice, (play) => object(play, 'raise', objector));
const publicised = sceneAfter(inNotice, waiting(NOTICE_ENDS));
const registered = sceneAfter(publicised, acting('register', registrar));
const soonEnding = sceneAfter(registered, waiting('2029-11-01T00:00:00.000Z'));
const lapsed = sceneAfter(registered, waiting(VALID_TO));
const frozen = sceneAfter(registered, acting('freeze', court));

export const scenes = {
  absent,
  draft,
  applied,
  accepted,
  correction,
  reviewed,
  'publicised, notice running': inNotice,
  publicised,
  objected,
  registered,
  'registered, soon ending': soonEnding,
  'registered, lapsed': lapsed,
  'registered, frozen': frozen,
  'registered, pledged': sceneAfter(registered, pledging),
  'registered, after an objection was dismissed': sceneAfter(
    objected,
    (play) => object(play, 'dismiss', registrar),
    waiting(NOTICE_ENDS),
    acting('register', registrar),
    waiting('2029-11-01T00:00:00.000Z'),
  ),
  rejected: sceneAfter(accepted, acting('reject', registrar)),
  'rejected, by an objection': sceneAfter(objected, (play) => object(play, 'uphold', registrar)),
  withdrawn: sceneAfter(objected, acting('withdraw', holder)),
  expired: sceneAfter(lapsed, acting('expire', 'participant:stranger')),
  'expired, frozen': sceneAfter(frozen, waiting(VALID_TO), acting('expire', 'participant:stranger')),
  cancelled: sceneAfter(registered, acting('cancel', holder)),
  revoked: sceneAfter(registered, acting('revoke', registrar)),
  'revoked, frozen': sceneAfter(frozen, acting('revoke', registrar)),
} as const satisfies Readonly<Record<string, Scene>>;
