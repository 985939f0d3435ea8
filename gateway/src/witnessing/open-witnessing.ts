import { join } from 'node:path';
import type { VerifierKey } from '@quancheng/protocol';
import type { TrustRoot } from '@quancheng/verifier';
import { openCosignedCheckpoints, type CosignedCheckpoints } from './cosigned-checkpoints.js';
import { assertWitnesses, type WitnessAddress } from './witness-address.js';
import { newWitnessClient, type WitnessClient } from './witness-client.js';
import { newWitnessHeads, type WitnessHeads } from './witness-heads.js';
import {
  defaultPatience,
  newWitnessState,
  type WitnessPatience,
  type WitnessState,
} from './witness-state.js';

/** What the gateway has to do with witnesses. */
export interface Witnessing {
  readonly cosigned: CosignedCheckpoints;
  readonly heads: WitnessHeads;
  readonly witnesses: readonly WitnessState[];
}

export interface WitnessingOptions {
  readonly directory: string;
  readonly logKey: VerifierKey;
  readonly trustRoot: TrustRoot;
  readonly witnesses: readonly WitnessAddress[];
  readonly patience?: Partial<WitnessPatience>;
}

/** How long a start waits for witnesses to tell their heads, in milliseconds. */
const HEADS_TIMEOUT = 3_000;

/**
 * Opens the cosignatures and asks the witnesses, as far as they answer at once, for their heads.
 * @throws OPTION_INVALID, LOG_CHECKPOINTS_CORRUPT
 */
export async function openWitnessing(options: WitnessingOptions): Promise<Witnessing> {
  const { directory, logKey, trustRoot, witnesses, patience } = options;
  assertWitnesses(witnesses, logKey);
  const cosigned = await openCosignedCheckpoints(join(directory, 'cosignatures'), trustRoot.witnesses);
  const clients = witnesses.map((each) => newWitnessClient(each));
  const heads = newWitnessHeads(logKey);
  await learnAll(heads, clients);
  const states = clients.map((client) =>
    newWitnessState(client, cosigned, { ...defaultPatience, ...patience }),
  );
  return { cosigned, heads, witnesses: states };
}

async function learnAll(heads: WitnessHeads, clients: readonly WitnessClient[]): Promise<void> {
  const signal = AbortSignal.timeout(HEADS_TIMEOUT);
  await Promise.all(clients.map((client) => heads.learn(client, signal)));
}
