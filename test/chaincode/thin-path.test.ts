import { expect } from 'chai';
import { logRegistration, newPopulatedWorld, ORIGIN } from './support/test-world.js';
import { TestLog } from './support/test-log.js';

describe('contract quancheng, from genesis to endorsed read', () => {
  it('bootstraps, ticks, registers a log, anchors it, and tells what it holds', async () => {
    const world = await newPopulatedWorld();
    await world.tick();
    const log = new TestLog();
    expect((await world.order(logRegistration(log))).outcome).to.equal('done');
    await world.submit('anchor', '2', ORIGIN, '0', '[]', log.note(3));
    const keys = [`anchor/${ORIGIN}/0000000000000003`, `log/${ORIGIN}`, 'participant/nobody'];
    const request = JSON.stringify({ keys, nonce: '00112233445566778899aabbccddeeff' });
    const read = await world.simulate('attest', request);
    expect(read.status, read.message).to.equal(200);
    expect(read.writes).to.deep.equal([]);
    expect(read.event).to.equal(undefined);
    expect(JSON.parse(read.payload)).to.have.nested.property('answers[0].value.root', log.rootHex(3));
  });
});
