import { expect } from 'chai';
import { setTimeout as sleep } from 'node:timers/promises';
import { openGatewayWorld, type GatewayWorld } from './support/gateway-world.js';
import { bytesOf, signedDocument } from './support/records.js';

describe('gateway, thin path', function () {
  this.timeout(60_000);
  let world: GatewayWorld;

  before(async () => {
    world = await openGatewayWorld();
  });
  after(() => world.close());

  it('goes from a signed record over promise, checkpoint and anchor to a package', async () => {
    const base = world.gateway.address;
    const posted = await fetch(`${base}/v1/records`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: bytesOf(signedDocument('first')),
    });
    console.log(posted.status, await posted.text());
    for (let i = 0; i < 50; i += 1) {
      const answer = await fetch(`${base}/v1/records/11370100MB28400007/first/package`);
      const text = await answer.text();
      if (answer.status === 200) {
        console.log(
          text.length,
          await (await fetch(`${base}/v1/records/11370100MB28400007/first/proof`)).text(),
        );
        console.log(await (await fetch(`${base}/v1/health`)).text());
        return;
      }
      if (i === 49) console.log(text, await (await fetch(`${base}/v1/health`)).text());
      await sleep(100);
    }
    expect.fail('no package');
  });
});
