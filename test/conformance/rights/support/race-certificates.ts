import type { Envelope } from '@quancheng/protocol';
import { digests, draftBody } from './bodies.js';
import { depositProof } from './deposits.js';
import { utility } from './parties.js';
import { command, type RightsStage } from './rights-stage.js';

const named = (name: string): string => `${utility.participant}/${name}`;

/** Names of certificates with the deposits that they rest on. */
export const raceCertificates = {
  /** Whose notice is over. */
  noticed: [
    [named('transferred'), 0],
    [named('number-1'), 1],
    [named('number-2'), 2],
  ],
  /** Those among them that are registered. */
  registered: [[named('transferred'), 0]],
} as const;

/** Drafts certificates, and gives for each the application that rests on one and the same deposit. */
export async function draftAll(
  { world }: RightsStage,
  names: readonly string[],
  deposit: number,
): Promise<readonly Envelope[]> {
  const by = { parties: [utility] };
  await world.order(
    ...names.map((target) => ({
      action: 'certificate.draft',
      target,
      expectedVersion: 0,
      body: draftBody,
      ...by,
    })),
  );
  const body = { deposit: depositProof(deposit), document: digests('1') };
  return names.map((target) =>
    command({ action: 'certificate.apply', target, expectedVersion: 1, body, ...by }),
  );
}
