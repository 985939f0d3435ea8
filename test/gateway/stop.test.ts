import { createServer } from 'node:net';
import { startGateway } from '@quancheng/gateway';
import { isQuanchengError } from '@quancheng/protocol';
import { expect } from 'chai';
import { AGENCY } from '../chaincode/support/test-world.js';
import { openDuplex } from './support/duplex.js';
import { openGatewayWorld, type GatewayWorld } from './support/gateway-world.js';
import { get, post } from './support/http.js';
import { bytesOf, signedDocument } from './support/records.js';

describe('stopping a gateway', function () {
  this.timeout(60_000);
  let world: GatewayWorld;

  beforeEach(async () => {
    world = await openGatewayWorld();
  });
  afterEach(() => world.close());

  it('answers what a stream has sent, ends it, and anchors what was taken', async () => {
    const stream = openDuplex(`${world.gateway.address}/v1/records`);
    stream.send(bytesOf(signedDocument('sent')));
    expect(await stream.next()).to.include({ status: 201 });
    await world.gateway.close();
    expect(await stream.next()).to.equal(undefined);
    world.gateway = await startGateway({ ...world.configuration, pace: { linger: 3_600_000 } });
    expect((await get(`${world.gateway.address}/v1/records/${AGENCY}/sent/proof`)).status).to.equal(200);
  });

  it('takes no new connections afterwards, and closing twice is closing', async () => {
    const { address } = world.gateway;
    await Promise.all([world.gateway.close(), world.gateway.close()]);
    const refused = await fetch(`${address}/v1/health`).catch(() => 'refused');
    expect(refused).to.equal('refused');
  });

  it('gives up a request that never ends once its grace is over', async () => {
    const gateway = await restartWith(world, { grace: 200 });
    const stream = openDuplex(`${gateway.address}/v1/batches`);
    stream.request.write('{"payload"');
    await get(`${gateway.address}/v1/health`);
    await gateway.close();
    expect(stream.request.destroyed || stream.request.closed).to.be.a('boolean');
  });

  it('leaves the folder free for the next, and refuses a second at once', async () => {
    const second = await startGateway(world.configuration).catch((error: unknown) => error);
    expect(isQuanchengError(second, 'LOG_LOCKED'), String(second)).to.equal(true);
    await post(`${world.gateway.address}/v1/records`, bytesOf(signedDocument('still')));
    await world.restart();
    expect((await get(`${world.gateway.address}/v1/records/${AGENCY}/still`)).status).to.equal(200);
  });

  it('gives the folder free if its port is taken', async () => {
    await world.gateway.close();
    const squatter = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => squatter.once('listening', resolve));
    const { port } = squatter.address() as { port: number };
    const failed = await startGateway({ ...world.configuration, port }).catch((error: unknown) => error);
    expect((failed as NodeJS.ErrnoException).code).to.equal('EADDRINUSE');
    squatter.close();
    world.gateway = await startGateway(world.configuration);
    expect((await get(`${world.gateway.address}/v1/health`)).status).to.equal(200);
  });
});

async function restartWith(world: GatewayWorld, change: Partial<GatewayWorld['configuration']>) {
  await world.gateway.close();
  world.gateway = await startGateway({ ...world.configuration, ...change });
  return world.gateway;
}
