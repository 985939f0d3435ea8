import { readOutcomes } from '@quancheng/domain';
import { payloadTypes, type ErrorCode } from '@quancheng/protocol';
import { expect } from 'chai';
import { testSigner } from '../support/evidence/test-keys.js';
import { expectDone, expectRefusal } from './support/refusals.js';
import { newCommand, newPossession, OTHER_LEDGER, seal, type CommandOptions } from './support/statements.js';
import { administrators, REGISTRAR, registrar } from './support/test-genesis.js';
import { AGENCY, agency, newPopulatedWorld, operator, type TestWorld } from './support/test-world.js';

const stranger = testSigner('stranger');

/** The agency adds a key of its own: accepted as it is. */
function addition(change: Partial<CommandOptions> = {}): CommandOptions {
  const body = { possession: newPossession(AGENCY, testSigner('second key of the agency')) };
  return { action: 'key.add', target: AGENCY, expectedVersion: 1, body, parties: [agency], ...change };
}

describe('what is checked of a command', () => {
  let world: TestWorld;

  beforeEach(async () => {
    world = await newPopulatedWorld();
  });

  it('lets a good one pass', async () => {
    const outcome = await expectDone(world, addition({ id: 'addition' }));
    expect(outcome).to.deep.equal({
      outcome: 'done',
      result: { version: 2, at: { tick: 1, time: world.now } },
    });
  });

  it('its envelope and its form', async () => {
    const [garbage] = await world.execute({ ...newCommand(addition()), payloadType: payloadTypes.promise });
    expect(garbage).to.include({ outcome: 'refused', code: 'ENVELOPE_MALFORMED' });
    expect(garbage).to.not.have.any.keys('id', 'participant');
    const [other] = await world.execute(seal({ schema: 'quancheng/command/v1' }, [agency.signer]));
    expect(other).to.include({ outcome: 'refused', code: 'STATEMENT_INVALID' });
    const possession = newPossession(AGENCY, agency.signer) as unknown as ReturnType<typeof newCommand>;
    expect((await world.execute(possession))[0]).to.include({ code: 'STATEMENT_INVALID' });
    await expectRefusal(world, 'STATEMENT_INVALID', addition({ change: { further: 1 } }));
    await expectRefusal(world, 'STATEMENT_INVALID', addition({ expires: '2027-11-23T08:00:00.000Z' }));
  });

  it('its audience: a command for another ledger is no command here', async () => {
    await expectRefusal(world, 'AUDIENCE_MISMATCH', addition({ audience: OTHER_LEDGER }));
  });

  it('its time, by the ledger’s clock', async () => {
    await expectDone(world, addition({ issued: '2026-11-23T08:15:00.000Z' }));
    const later = { expectedVersion: 2, issued: '2026-11-23T08:15:00.001Z' };
    await expectRefusal(world, 'COMMAND_NOT_YET_VALID', addition(later));
  });

  it('its end, by the ledger’s clock', async () => {
    const old = { issued: '2026-11-23T07:00:00.000Z', expires: '2026-11-23T07:59:59.999Z' };
    await expectRefusal(world, 'COMMAND_EXPIRED', addition(old));
    await expectDone(world, addition({ ...old, expires: '2026-11-23T08:00:00.000Z' }));
  });

  it('its keys: known to the ledger, and registered to the participant that is claimed', async () => {
    const unknown = { ...agency, signer: stranger };
    await expectRefusal(world, 'KEY_UNKNOWN', addition({ parties: [unknown] }));
    const borrowed = { ...agency, signer: operator.signer };
    await expectRefusal(world, 'KEY_UNKNOWN', addition({ parties: [borrowed] }));
  });

  it('its keys: not revoked', async () => {
    await expectDone(world, addition());
    const revoke = { key: agency.signer.publicKey.keyId, reason: 'ceased' };
    await expectDone(world, addition({ action: 'key.revoke', expectedVersion: 2, body: revoke }));
    const third = { possession: newPossession(AGENCY, testSigner('third key of the agency')) };
    await expectRefusal(world, 'KEY_REVOKED', addition({ expectedVersion: 3, body: third }));
  });

  it('its roles: what the ledger gives, not what is claimed', async () => {
    for (const role of ['registrar', 'log-operator', 'administrator']) {
      await expectRefusal(world, 'ROLE_MISSING', addition({ parties: [{ ...agency, role }] }));
    }
    const administrator = { ...administrators[0]!, role: 'participant' };
    await expectRefusal(world, 'ROLE_MISSING', addition({ parties: [administrator] }));
    const registrarAsOperator = { ...registrar, role: 'log-operator' };
    await expectRefusal(world, 'ROLE_MISSING', addition({ parties: [registrarAsOperator] }));
  });

  it('its signatures: forged, stripped, added', async () => {
    const forged = newCommand(addition());
    const foreign = newCommand(addition({ parties: [agency], id: 'another' }));
    const [outcome] = await world.execute({ ...forged, signatures: foreign.signatures });
    expect(outcome).to.include({ outcome: 'refused', code: 'SIGNATURE_INVALID' });
    const two = { parties: [administrators[0]!, administrators[1]!] };
    const stripped = { ...two, signedBy: [administrators[0]!.signer] };
    await expectRefusal(world, 'SIGNER_SET_MISMATCH', addition(stripped));
    await expectRefusal(world, 'SIGNER_SET_MISMATCH', addition({ signedBy: [agency.signer, stranger] }));
  });

  it('the version of its target', async () => {
    for (const expectedVersion of [0, 2, 9007199254740991]) {
      await expectRefusal(world, 'VERSION_CONFLICT', addition({ expectedVersion }));
    }
  });

  it('its action and its body', async () => {
    await expectRefusal(world, 'ACTION_UNKNOWN', addition({ action: 'key.steal' }));
    await expectRefusal(world, 'ACTION_UNKNOWN', addition({ action: 'toString' }));
    await expectRefusal(world, 'COMMAND_BODY_INVALID', addition({ body: {} }));
    const body = { ...addition().body, further: 1 };
    await expectRefusal(world, 'COMMAND_BODY_INVALID', addition({ body }));
    await expectRefusal(world, 'COMMAND_BODY_INVALID', addition({ target: 'no participant id' }));
  });
});

describe('the order of checks', () => {
  /** Each step spoils the command in one more way; the first check in the spec's order decides. */
  const steps: readonly (readonly [code: ErrorCode, spoil: Partial<CommandOptions>])[] = [
    ['VERSION_CONFLICT', { expectedVersion: 7 }],
    ['SIGNER_SET_MISMATCH', { signedBy: [agency.signer, stranger] }],
    ['ROLE_MISSING', { parties: [{ ...agency, role: 'registrar' }] }],
    ['KEY_UNKNOWN', { parties: [{ ...agency, signer: stranger }] }],
    ['COMMAND_NOT_YET_VALID', { issued: '2026-11-23T09:00:00.000Z' }],
    ['IDEMPOTENCY_CONFLICT', { id: 'used' }],
    ['AUDIENCE_MISMATCH', { audience: OTHER_LEDGER }],
    ['STATEMENT_INVALID', { change: { further: 1 } }],
  ];

  it('is that of the specification', async () => {
    const world = await newPopulatedWorld();
    await expectDone(world, addition({ id: 'used' }));
    let options = addition({ expectedVersion: 2 });
    for (const [code, spoil] of steps) {
      options = { ...options, ...spoil };
      await expectRefusal(world, code, options);
    }
  });
});

describe('a command sent again', () => {
  it('is answered with the first result, whatever has changed since', async () => {
    const world = await newPopulatedWorld();
    const command = newCommand(addition());
    const [first] = await world.execute(command);
    for (let count = 0; count < 3; count += 1) await world.tick();
    const simulation = await world.submit('execute', String(world.newestTick), JSON.stringify([command]));
    const [second] = readOutcomes(simulation.payload);
    expect(second).to.deep.equal({ ...first, outcome: 'repeated' });
    expect(simulation.writes).to.deep.equal([]);
    expect(simulation.event).to.equal(undefined);
  });

  it('may carry fresh signatures: the statement is what counts', async () => {
    const world = await newPopulatedWorld();
    const possession = newPossession(REGISTRAR, testSigner('second key of the registrar'));
    const options: CommandOptions = {
      action: 'key.add',
      target: REGISTRAR,
      expectedVersion: 1,
      body: { possession },
      parties: [{ ...registrar, role: 'participant' }],
      id: 'again',
    };
    const [once, twice] = [newCommand(options), newCommand(options)];
    expect(once.signatures).to.not.deep.equal(twice.signatures);
    expect((await world.execute(once, twice)).map(({ outcome }) => outcome)).to.deep.equal([
      'done',
      'repeated',
    ]);
  });

  it('conflicts if its id was used for another', async () => {
    const world = await newPopulatedWorld();
    await expectDone(world, addition({ id: 'once' }));
    await expectRefusal(world, 'IDEMPOTENCY_CONFLICT', addition({ id: 'once', expectedVersion: 2 }));
  });

  it('may use an id that another participant has used, and one that was refused', async () => {
    const world = await newPopulatedWorld();
    await expectDone(world, addition({ id: 'shared' }));
    const other = {
      action: 'key.revoke',
      target: AGENCY,
      expectedVersion: 2,
      parties: [registrar],
      id: 'shared',
    };
    const body = { key: testSigner('second key of the agency').publicKey.keyId, reason: 'lost' };
    await expectRefusal(world, 'VERSION_CONFLICT', { ...other, expectedVersion: 9, body });
    await expectDone(world, { ...other, body });
  });
});
