import type { RecordPlay } from '../support/record-play.js';
import { description, digests } from './certificate-fixtures.js';
import type { Scene } from './certificate-scenes.js';
import { act, holder, newStage, NOTICE_ENDS, registrar } from './certificate-stage.js';

export const transferee = 'participant:transferee' as const;
export const at = (time: string) => ({ tick: 1, time });

/** One millisecond earlier or later. */
export function shift(time: string, milliseconds: number): string {
  return new Date(Date.parse(time) + milliseconds).toISOString();
}

export async function atTime(scene: Scene, time: string): Promise<RecordPlay> {
  return (await scene()).waitUntil(time);
}

/** A certificate on its way by an authorisation that ends then. */
export async function authorised(agreementEnds: string): Promise<RecordPlay> {
  const play = await newStage();
  const source = { kind: 'authorised', statement: '授权', proof: digests('5'), agreementEnds };
  await act(play, 'draft', [holder], { description: { ...description, source } });
  await act(play, 'apply', [holder]);
  for (const action of ['accept', 'review', 'publicise']) await act(play, action, [registrar]);
  return play.waitUntil(NOTICE_ENDS);
}
