import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { formatCanonical, parseEnvelope } from '@quancheng/protocol';
import { newAsyncSigner, newClient, type Deposited } from '@quancheng/sdk';
import { verifyPackage, verifyTrustRoot } from '@quancheng/verifier';
import { expect } from 'chai';
import { startGatewayProcess, type GatewayProcess } from '../gateway/support/gateway-process.js';
import {
  depositor,
  logNoteSigner,
  openGatewayOn,
  registerLog,
  trustRootOf,
  type GatewayWorld,
} from '../gateway/support/gateway-world.js';
import { openLedgerWorld, timeIn } from '../gateway/support/ledger-world.js';
import { newBatch, signedDocument } from '../gateway/support/records.js';
import { SECOND_KEY, SECOND_ORIGIN, secondNoteSigner } from '../gateway/support/two-gateways.js';

const kills = Number(process.env['QUANCHENG_KILLS'] ?? 1);
const WORKERS = 8;
/** Milliseconds between a worker's deposits: what counts is what is under way when the gateway dies. */
const PAUSE = 10;
const BATCH = 20;

describe(`the preferred one of two gateways killed ${kills} times under load (QUANCHENG_KILLS)`, function () {
  this.timeout(60_000 + kills * 20_000);
  let survivor: GatewayWorld;
  let killed: GatewayProcess;
  let trustRoot: Uint8Array;

  before(async () => {
    const ledgerWorld = await openLedgerWorld();
    trustRoot = trustRootOf(ledgerWorld, '', [logNoteSigner, secondNoteSigner]);
    survivor = await openGatewayOn(ledgerWorld, { trustRoot });
    await ledgerWorld.order(registerLog(secondNoteSigner));
    const { connection } = ledgerWorld;
    killed = await startGatewayProcess({ connection, trustRoot, origin: SECOND_ORIGIN, logKey: SECOND_KEY });
  });
  after(async () => {
    await killed.remove();
    await survivor.close();
  });

  it('nothing is lost, the load goes on, and exactly the records that both logs promised are told of', async () => {
    const root = verifyTrustRoot(trustRoot);
    const client = newClient({
      gateways: [killed.address, survivor.gateway.address],
      trustRoot: root,
      reader: newAsyncSigner(depositor.signer),
      backOff: { attempts: 5, first: 20, longest: 200 },
      timeout: 20_000,
      quiet: 300,
    });
    const deposits = new Map<string, Deposited>();
    let isOver = false;
    let number = 0;
    const work = async (isBatch: boolean): Promise<void> => {
      while (!isOver) {
        const id = `${isBatch ? 'batch' : 'record'}-${(number += 1)}`;
        const batch = isBatch ? newBatch(id, BATCH) : undefined;
        const deposited = await (batch === undefined
          ? client.depositRecord(signedDocument(id))
          : client.depositBatch(
              parseEnvelope(batch.header),
              batch.members.map((member) => member.toString('utf8')),
            ));
        deposits.set(id, deposited);
        await delay(PAUSE);
      }
    };
    const load = Promise.all(Array.from({ length: WORKERS }, (_, index) => work(index < 2)));
    const taken = (gateway: string) =>
      [...deposits.values()].filter((each) => each.gateway === gateway).length;
    for (let kill = 0; kill < kills; kill += 1) {
      const [before, others] = [taken(killed.address), taken(survivor.gateway.address)];
      await until(() => taken(killed.address) > before + 20);
      await delay(randomInt(0, 50));
      await killed.kill();
      await until(() => taken(survivor.gateway.address) > others + 20);
      await killed.start();
    }
    isOver = true;
    await load;
    expect(await client.doubles.settle(30_000)).to.deep.equal([]);

    const doubles = new Set<string>();
    for (const [id, { participant, gateway, promise }] of deposits) {
      const holders = new Map<string, string>();
      for (const address of client.gateways) {
        const what = id.startsWith('batch') ? 'batches' : 'records';
        const answer = await fetch(`${address}/v1/${what}/${participant}/${id}/promise`);
        if (answer.ok) holders.set(address, await answer.text());
      }
      expect(holders.get(gateway), `${id} is lost`).to.equal(formatCanonical(promise as never));
      if (holders.size > 1) doubles.add(id);
    }
    console.log(`      ${deposits.size} deposits, ${doubles.size} of them promised by both logs`);
    expect(client.doubles.found.map(({ id }) => id).sort()).to.deep.equal([...doubles].sort());
    for (const gateway of client.gateways) {
      const [id] = [...deposits].find(
        ([name, each]) => name.startsWith('record') && each.gateway === gateway,
      )!;
      const bytes = await newClient({ gateway, reader: newAsyncSigner(depositor.signer) }).recordPackage({
        participant: depositor.participant,
        id,
      });
      const { verdict, checks } = await verifyPackage(bytes, { trustRoot: root, time: timeIn(0) });
      expect(verdict, JSON.stringify(checks)).to.equal('integrity-proven');
    }
  });
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await delay(5);
}
