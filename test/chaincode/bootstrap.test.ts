import { payloadTypes, type JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import { testSigner } from '../support/evidence/test-keys.js';
import { expectFailure } from './support/refusals.js';
import { envelopeText, LEDGER, newCommand, START } from './support/statements.js';
import { administrators, members, newGenesis, REGISTRAR, registrar } from './support/test-genesis.js';
import { newWorld, TestWorld } from './support/test-world.js';

describe('contract function bootstrap', () => {
  it('writes the ledger, its first two ticks, the registrar and every signer’s key, and nothing else', async () => {
    const world = new TestWorld();
    const simulation = await world.simulate('bootstrap', envelopeText(newGenesis()));
    expect(simulation.status, simulation.message).to.equal(200);
    const keys = [registrar, ...administrators].map(({ signer }) => `key/${signer.publicKey.keyId}`);
    expect(simulation.writes.map(([key]) => key)).to.deep.equal(
      [...keys, 'ledger', `participant/${REGISTRAR}`, 'tick/0', 'tick/1'].sort(),
    );
    expect(simulation.reads).to.deep.equal([['ledger', 0]]);
    expect(simulation.event?.name).to.equal('bootstrapped');
  });

  it('keeps what the genesis statement says', async () => {
    const world = await newWorld();
    expect(world.peer.value('ledger')).to.include({
      schema: 'quancheng/ledger/v1',
      ledger: LEDGER,
      consortium: '泉城数据联盟',
      channel: 'evidence',
      chaincode: 'quancheng',
      registrar: REGISTRAR,
      recoveryThreshold: 2,
      tickPeriod: 10,
      stateVersion: 1,
    });
    expect(world.peer.value('ledger')).to.have.property('organisations').with.length(members.length);
    expect(world.peer.value('tick/0')).to.deep.equal({ number: 0, time: START });
    expect(world.peer.value('tick/1')).to.deep.equal({ number: 1, time: START });
    expect(world.peer.value(`participant/${REGISTRAR}`)).to.deep.equal({
      id: REGISTRAR,
      name: '登记中心',
      type: 'registrar',
      uscc: REGISTRAR,
      roles: ['registrar'],
      keys: [registrar.signer.publicKey.keyId],
      version: 1,
      registered: { tick: 1, time: START },
    });
  });

  it('records that a registrar’s id is no valid code, since every organisation signed it so', async () => {
    const world = new TestWorld();
    const party = { ...registrar, participant: 'registry-office' };
    const genesis = newGenesis({ registrar: party });
    await world.submit('bootstrap', envelopeText(genesis));
    expect(world.peer.value('participant/registry-office')).to.include({
      uscc: 'registry-office',
      usccOverride: 'genesis',
    });
  });

  it('happens once', async () => {
    const world = await newWorld();
    await expectFailure(world, 'LEDGER_EXISTS', 'bootstrap', envelopeText(newGenesis()));
  });

  it('is excluded by another one in validation', async () => {
    const world = new TestWorld();
    const [first, second] = [
      await world.simulate('bootstrap', envelopeText(newGenesis())),
      await world.simulate('bootstrap', envelopeText(newGenesis())),
    ];
    expect(world.peer.commit(first)).to.equal(true);
    expect(world.peer.commit(second)).to.equal(false);
  });

  it('is for this channel only', async () => {
    const genesis = newGenesis({ change: { channel: 'another' } });
    await expectFailure(new TestWorld(), 'CHANNEL_MISMATCH', 'bootstrap', envelopeText(genesis));
  });

  it('needs every signature', async () => {
    const all = [registrar, ...administrators].map(({ signer }) => signer);
    const stripped = newGenesis({ signedBy: all.slice(1) });
    await expectFailure(new TestWorld(), 'SIGNER_SET_MISMATCH', 'bootstrap', envelopeText(stripped));
    const more = newGenesis({ signedBy: [...all, testSigner('stranger')] });
    await expectFailure(new TestWorld(), 'SIGNER_SET_MISMATCH', 'bootstrap', envelopeText(more));
    const genesis = newGenesis();
    const [first, second, ...others] = genesis.signatures;
    const swapped = [
      { keyid: first!.keyid, sig: second!.sig },
      { keyid: second!.keyid, sig: first!.sig },
      ...others,
    ];
    const forged = { ...genesis, signatures: swapped };
    await expectFailure(new TestWorld(), 'SIGNATURE_INVALID', 'bootstrap', envelopeText(forged));
  });

  it('takes a genesis statement and nothing else', async () => {
    const options = {
      action: 'key.add',
      target: REGISTRAR,
      expectedVersion: 1,
      body: {},
      parties: [registrar],
    };
    const command = newCommand(options);
    await expectFailure(new TestWorld(), 'STATEMENT_INVALID', 'bootstrap', envelopeText(command));
    const promise = { ...newGenesis(), payloadType: payloadTypes.promise };
    await expectFailure(new TestWorld(), 'ENVELOPE_MALFORMED', 'bootstrap', envelopeText(promise));
    await expectFailure(new TestWorld(), 'ENVELOPE_MALFORMED', 'bootstrap', '{}');
    await expectFailure(new TestWorld(), 'JSON_NOT_CANONICAL', 'bootstrap', ` ${envelopeText(newGenesis())}`);
    const change: JsonObject = { further: true };
    await expectFailure(
      new TestWorld(),
      'STATEMENT_INVALID',
      'bootstrap',
      envelopeText(newGenesis({ change })),
    );
  });

  it('comes before everything else', async () => {
    const request = JSON.stringify({ keys: ['ledger'], nonce: '00'.repeat(16) });
    await expectFailure(new TestWorld(), 'LEDGER_MISSING', 'tick', '1');
    await expectFailure(new TestWorld(), 'LEDGER_MISSING', 'execute', '1', '[{}]');
    await expectFailure(new TestWorld(), 'LEDGER_MISSING', 'anchor', '1', 'origin', '0', '[]', 'note');
    await expectFailure(new TestWorld(), 'LEDGER_MISSING', 'attest', request);
  });
});
