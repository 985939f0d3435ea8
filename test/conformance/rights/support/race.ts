import type { Envelope } from '@quancheng/protocol';
import type { Acknowledged, RightsStage } from './rights-stage.js';

/** Every command in a transaction of its own, by a client of its own, at once. */
export function race(stage: RightsStage, commands: readonly Envelope[]): Promise<readonly Acknowledged[]> {
  return Promise.all(commands.map((each, index) => stage.submit(each, stage.clients[index])));
}

/** `done`, or the code by which it was refused or denied: why it lost. */
export const verdict = ({ outcome, code, result }: Acknowledged): string => code ?? result?.denied ?? outcome;
