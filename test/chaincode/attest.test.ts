import { expect } from 'chai';
import { expectFailure } from './support/refusals.js';
import { LEDGER } from './support/statements.js';
import { AGENCY, agency, newLogWorld, ORIGIN, type TestWorld } from './support/test-world.js';

const NONCE = '00112233445566778899aabbccddeeff';
const KEY = agency.signer.publicKey.keyId;

function request(keys: readonly string[], nonce = NONCE): string {
  return JSON.stringify({ keys, nonce });
}

describe('contract function attest', () => {
  let world: TestWorld;

  before(async () => {
    world = await newLogWorld();
    await world.tick();
    await world.tick();
    world.pass(3.5);
  });

  it('says all that a verifier compares, in the form of the specification', async () => {
    const text = request([`key/${KEY}`, `revocation/${KEY}`]);
    const simulation = await world.simulate('attest', text);
    expect(JSON.parse(simulation.payload)).to.deep.equal({
      answers: [
        { key: `key/${KEY}`, value: world.peer.value(`key/${KEY}`) },
        { key: `revocation/${KEY}`, value: null },
      ],
      arguments: [text],
      chaincode: 'quancheng',
      channel: 'evidence',
      stateVersion: 1,
      function: 'attest',
      ledger: LEDGER,
      nonce: NONCE,
      schema: 'quancheng/endorsed-read/v1',
      tick: { number: 3, time: '2026-11-23T08:00:20.000Z' },
      time: '2026-11-23T08:00:23.500Z',
      transaction: simulation.id,
    });
    expect(simulation.payload.startsWith('{"answers":')).to.equal(true);
  });

  it('writes nothing, sets no event, and reads exactly the three ticks, the ledger and the requested keys', async () => {
    const keys = [
      `anchor/${ORIGIN}/0000000000000000`,
      `log/${ORIGIN}`,
      `participant/${AGENCY}`,
      'participant/nobody',
    ];
    const { reads, writes, event } = await world.simulate('attest', request(keys));
    expect(writes).to.deep.equal([]);
    expect(event).to.equal(undefined);
    expect(reads.map(([key]) => key).sort()).to.deep.equal(
      [...keys, 'ledger', 'tick/0', 'tick/1', 'tick/2'].sort(),
    );
  });

  it('reads each key once, also where it is asked for what it reads anyhow', async () => {
    const keys = ['ledger', 'tick/0', 'tick/2'];
    const { reads, payload } = await world.simulate('attest', request(keys));
    expect(reads.map(([key]) => key).sort()).to.deep.equal(['ledger', 'tick/0', 'tick/1', 'tick/2']);
    const { answers } = JSON.parse(payload) as { answers: { key: string; value: unknown }[] };
    expect(answers.map(({ key, value }) => [key, value])).to.deep.equal(
      keys.map((key) => [key, world.peer.value(key)]),
    );
  });

  it('tells the newest tick wherever it lies', async () => {
    const fresh = await newLogWorld();
    for (const number of [1, 2, 3, 4, 5]) {
      const { payload } = await fresh.simulate('attest', request(['ledger']));
      expect(JSON.parse(payload)).to.have.nested.property('tick.number', number);
      await fresh.tick();
    }
  });

  it('answers under its full name, too', async () => {
    const simulation = await world.simulate('quancheng:attest', request(['ledger']));
    expect(JSON.parse(simulation.payload)).to.include({ function: 'attest' });
  });

  it('takes the nonce as it is', async () => {
    for (const nonce of ['0'.repeat(32), 'f'.repeat(64), 'a'.repeat(33)]) {
      const { payload } = await world.simulate('attest', request(['ledger'], nonce));
      expect(JSON.parse(payload)).to.include({ nonce });
    }
    for (const nonce of ['', 'f'.repeat(31), 'f'.repeat(65), 'F'.repeat(32), `${'f'.repeat(31)} `]) {
      await expectFailure(world, 'ARGUMENT_INVALID', 'attest', request(['ledger'], nonce));
    }
  });

  it('answers for keys of the table only, in byte order, each once', async () => {
    const refused: readonly (readonly string[])[] = [
      [],
      [''],
      ['ledger', 'ledger'],
      ['tick/1', 'tick/0'],
      ['tick/3'],
      ['tick/01'],
      ['tick/'],
      ['participant/'],
      ['participant/a/b'],
      ['key/00'],
      [`key/${KEY.toUpperCase()}`],
      [`anchor/${ORIGIN}`],
      [`anchor/${ORIGIN}/5`],
      [`anchor/${ORIGIN}/9999999999999999`],
      ['anchor/0000000000000005'],
      ['command/participant'],
      ['command/participant/id/further'],
      ['log/'],
      ['constructor/x'],
      ['ledgers'],
      ['\u0000ledger'],
      ['_lifecycle'],
      Array.from({ length: 65 }, (_, index) => `participant/p${String(index).padStart(2, '0')}`),
    ];
    for (const keys of refused) await expectFailure(world, 'ARGUMENT_INVALID', 'attest', request(keys));
    const most = Array.from({ length: 64 }, (_, index) => `participant/p${String(index).padStart(2, '0')}`);
    expect((await world.simulate('attest', request(most))).status).to.equal(200);
    expect((await world.simulate('attest', request(['command/a/b']))).status).to.equal(200);
  });

  it('takes a canonical request of exactly two members', async () => {
    await expectFailure(world, 'JSON_NOT_CANONICAL', 'attest', `{"nonce":"${NONCE}","keys":["ledger"]}`);
    await expectFailure(world, 'JSON_MALFORMED', 'attest', '');
    await expectFailure(world, 'ARGUMENT_INVALID', 'attest', '[]');
    await expectFailure(world, 'ARGUMENT_INVALID', 'attest', '{"keys":["ledger"]}');
    await expectFailure(
      world,
      'ARGUMENT_INVALID',
      'attest',
      `{"further":1,"keys":["ledger"],"nonce":"${NONCE}"}`,
    );
    await expectFailure(world, 'ARGUMENT_INVALID', 'attest', `{"keys":"ledger","nonce":"${NONCE}"}`);
    await expectFailure(world, 'ARGUMENT_INVALID', 'attest', `{"keys":["ledger"],"nonce":1}`);
  });
});
