import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WitnessAddress } from '@quancheng/gateway';
import { formatVerifierKey, newVerifierKey, type Signer, type VerifierKey } from '@quancheng/protocol';
import { verifyTrustRoot, type TrustRoot } from '@quancheng/verifier';
import { startWitness, type RunningWitness, type WitnessConfiguration } from '@quancheng/witness';
import { openGatewayOn, trustRootOf, type GatewayWorld } from '../../gateway/support/gateway-world.js';
import { openLedgerWorld, type LedgerWorld } from '../../gateway/support/ledger-world.js';
import { testSigner } from '../../support/evidence/test-keys.js';

/** A witness of one organisation, which can be stopped and started again at the same address. */
export interface TestWitness {
  readonly verifierKey: VerifierKey;
  readonly configuration: WitnessConfiguration;
  running: RunningWitness;
  readonly address: string;
  stop(): Promise<void>;
  resume(): Promise<void>;
}

export interface WitnessWorld extends GatewayWorld {
  readonly witnesses: readonly TestWitness[];
  readonly trustRoot: TrustRoot;
}

export const witnessName = (number: number) => `witness${number}.example`;
export const witnessSigner = (number: number): Signer => testSigner(witnessName(number), 'ed25519');
export const witnessKey = (number: number): VerifierKey =>
  newVerifierKey(witnessName(number), 'cosignature', witnessSigner(number).publicKey);

/** These witnesses, of whom `quorum` must cosign. */
export function policyOf(keys: readonly VerifierKey[], quorum: number): string {
  const names = keys.map((_, number) => `w${number}`);
  const lines = keys.map((key, number) => `witness w${number} ${formatVerifierKey(key)}`);
  return `${lines.join('\n')}\ngroup enough ${quorum} ${names.join(' ')}\nquorum enough\n`;
}

/**
 * A gateway on an embedded ledger, cosigned by witnesses of ours.
 * @param others further ones, which run already
 */
export async function openWitnessWorld(
  count: number,
  quorum: number,
  others: readonly WitnessAddress[] = [],
): Promise<WitnessWorld> {
  const ledgerWorld: LedgerWorld = await openLedgerWorld();
  const keys = Array.from({ length: count }, (_, number) => witnessKey(number));
  const policy = policyOf([...keys, ...others.map(({ verifierKey }) => verifierKey)], quorum);
  const envelope = trustRootOf(ledgerWorld, policy);
  const trustRoot = verifyTrustRoot(envelope);
  const witnesses: TestWitness[] = [];
  for (let number = 0; number < count; number += 1) {
    witnesses.push(await openWitness(number, trustRoot, ledgerWorld.ledger));
  }
  const world = await openGatewayOn(ledgerWorld, {
    trustRoot: envelope,
    witnesses: [...witnesses.map(({ verifierKey, address }) => ({ verifierKey, url: address })), ...others],
    witnessPatience: { shortest: 200, longest: 400 },
  });
  return {
    ...world,
    get gateway() {
      return world.gateway;
    },
    witnesses,
    trustRoot,
    async close() {
      for (const { running, configuration } of witnesses) {
        await running.close();
        await rm(configuration.directory, { recursive: true });
      }
      await world.close();
    },
  };
}

export async function openWitness(
  number: number,
  trustRoot: TrustRoot,
  ledger: WitnessConfiguration['ledger'],
): Promise<TestWitness> {
  const directory = await mkdtemp(join(tmpdir(), 'quancheng-witness-'));
  const configuration: WitnessConfiguration = {
    directory,
    name: witnessName(number),
    key: witnessSigner(number),
    trustRoot,
    ledger,
    port: 0,
    host: '127.0.0.1',
  };
  const witness = {
    verifierKey: witnessKey(number),
    configuration,
    running: await startWitness(configuration),
    get address() {
      return witness.running.address;
    },
    stop: () => witness.running.close(),
    async resume() {
      const port = Number(new URL(witness.running.address).port);
      witness.running = await startWitness({ ...configuration, port });
    },
  };
  return witness;
}
