import { sceneAfter, type Scene } from '../certificates/certificate-scenes.js';
import type { RecordPlay, Who } from '../support/record-play.js';
import {
  act,
  authority,
  digests,
  FROM,
  grantor,
  IN_TERM,
  newStage,
  operator,
  planBody,
  provider,
  successorName,
  TO,
} from './grant-stage.js';

const acting =
  (verb: string, ...by: readonly Who[]) =>
  (play: RecordPlay) =>
    act(play, verb, by);

const waiting = (time: string) => (play: RecordPlay) => {
  play.waitUntil(time);
  return 'done';
};

const absent = sceneAfter(newStage);
const planned = sceneAfter(absent, acting('plan', grantor));
const approved = sceneAfter(planned, acting('approve', authority));
const consented = sceneAfter(approved, acting('consent', provider));
const signed = sceneAfter(consented, acting('sign', grantor, operator));
const filed = sceneAfter(signed, acting('file', authority));
const active = sceneAfter(filed, waiting(FROM), acting('activate', grantor), waiting(IN_TERM));
const suspending = (who: Who, letter: string) => (play: RecordPlay) =>
  act(play, 'suspend', [who], { document: digests(letter) });

const suspended = sceneAfter(active, suspending(grantor, '0'));
const byRegulator = sceneAfter(active, suspending(authority, '1'));
const byBoth = sceneAfter(suspended, suspending(authority, '1'));
const expired = sceneAfter(active, waiting(TO), acting('expire', operator));
const terminated = sceneAfter(active, acting('terminate', grantor, operator));

/** The grant that renews the first one, until it is filed. */
export const successorFiled = (before: Scene): Scene =>
  sceneAfter(
    before,
    (play) =>
      act(
        play,
        'plan',
        [grantor],
        planBody({ renews: 'grantor/grant-1', from: IN_TERM, shared: [] }),
        successorName,
      ),
    (play) => act(play, 'approve', [authority], {}, successorName),
    (play) => act(play, 'sign', [grantor, operator], {}, successorName),
    (play) => act(play, 'file', [authority], {}, successorName),
  );

export const scenes = {
  absent,
  planned,
  'planned, provider consented': sceneAfter(planned, acting('consent', provider)),
  'approved, nobody consented': approved,
  'approved, provider consented': consented,
  'approved, term over': sceneAfter(approved, waiting(TO), acting('consent', provider)),
  'signed, before its term': signed,
  'signed, term over': sceneAfter(signed, waiting(TO)),
  'filed, before its term': filed,
  'filed, in its term': sceneAfter(filed, waiting(FROM)),
  'filed, term over': sceneAfter(filed, waiting(TO)),
  'active, in its term': active,
  'active, term over': sceneAfter(active, waiting(TO)),
  'suspended, in its term': suspended,
  'suspended, by a regulator': byRegulator,
  'suspended, by both': byBoth,
  'suspended, term over': sceneAfter(suspended, waiting(TO)),
  renewed: sceneAfter(successorFiled(active), (play) => act(play, 'activate', [grantor], {}, successorName)),
  expired,
  'expired, left': sceneAfter(expired, acting('exit', operator)),
  terminated,
  'terminated, left': sceneAfter(terminated, acting('exit', operator)),
} as const satisfies Readonly<Record<string, Scene>>;
