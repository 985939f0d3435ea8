import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGateway } from '@quancheng/gateway';
import { formatVerifierKey, isQuanchengError, newNoteSigner, type Signer } from '@quancheng/protocol';
import type { TrustRoot } from '@quancheng/verifier';
import { startWitness, type RunningWitness } from '@quancheng/witness';
import { expect } from 'chai';
import { LOG_ORIGIN, logKey, openGatewayWorld, type GatewayWorld } from '../gateway/support/gateway-world.js';
import { post } from '../gateway/support/http.js';
import { bytesOf, signedDocument } from '../gateway/support/records.js';
import { newTestConsortium } from '../support/evidence/consortium.js';
import { testSigner } from '../support/evidence/test-keys.js';
import { ask } from './support/ask-witness.js';
import { SignedLog } from './support/signed-log.js';
import { witnessKey, witnessName, witnessSigner } from './support/witness-world.js';

describe('a log whose witness holds another tree', function () {
  this.timeout(60_000);
  let world: GatewayWorld;
  let directory: string;
  let witness: RunningWitness | undefined;

  before(async () => {
    world = await openGatewayWorld();
    await post(`${world.gateway.address}/v1/records`, bytesOf(signedDocument('only')));
    await world.gateway.close();
  });
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'quancheng-heads-'));
  });
  afterEach(async () => {
    await witness?.close();
    await rm(directory, { recursive: true });
  });
  after(() => world.close());

  /** A witness that has cosigned so large a tree, signed by this key. */
  async function holding(size: number, signer: Signer): Promise<RunningWitness> {
    const log = new SignedLog(signer, LOG_ORIGIN).grow(size, 'elsewhere');
    const running = await startWitness({
      directory,
      name: witnessName(0),
      key: witnessSigner(0),
      trustRoot: rootWithLog(signer),
      ledger: log.anchors(),
      port: 0,
      host: '127.0.0.1',
    });
    expect((await ask(running.address, log.request(0, size))).status).to.equal(200);
    return running;
  }

  const start = () =>
    startGateway({
      ...world.configuration,
      witnesses: [{ verifierKey: witnessKey(0), url: witness!.address }],
    });

  it('does not start if its own key signed that tree', async () => {
    witness = await holding(5, logKey);
    const outcome = await start().catch((error: unknown) => error);
    expect(isQuanchengError(outcome, 'LOG_FORK_REFUSED'), String(outcome)).to.equal(true);
    expect(String(outcome)).to.include(witnessName(0));
  });

  it('starts if another key signed it: no witness can stop a log with what it invents', async () => {
    witness = await holding(5, testSigner('not the log', 'ed25519'));
    const gateway = await start();
    await gateway.close();
  });

  it('does not take a witness with its own key, or two with one', async () => {
    const url = 'http://127.0.0.1:1';
    const own = { verifierKey: { ...witnessKey(0), publicKey: logKey.publicKey }, url };
    const twice = [
      { verifierKey: witnessKey(0), url },
      { verifierKey: witnessKey(0), url },
    ];
    for (const witnesses of [[own], twice]) {
      const outcome = await startGateway({ ...world.configuration, witnesses }).catch(
        (error: unknown) => error,
      );
      expect(isQuanchengError(outcome, 'OPTION_INVALID'), String(outcome)).to.equal(true);
    }
  });
});

/** A trust root whose one log has this key. */
function rootWithLog(signer: Signer): TrustRoot {
  const verifierKey = formatVerifierKey(newNoteSigner(LOG_ORIGIN, signer).key);
  return newTestConsortium(undefined, (content) => ({
    ...content,
    logs: [{ ...content.logs[0]!, origin: LOG_ORIGIN, keys: [{ verifierKey, from: 0 }] }],
  })).root;
}
