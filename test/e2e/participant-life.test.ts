import { readFile, writeFile } from 'node:fs/promises';
import { expect } from 'chai';
import type { JsonObject } from '@quancheng/protocol';
import { decodeBase64 } from '@quancheng/protocol';
import { fingerprint, verifyPackage } from '@quancheng/verifier';
import { REGISTRAR } from '../chaincode/support/test-genesis.js';
import { openGatewayHome, type GatewayHome } from '../cli/support/gateway-home.js';
import { openGatewayWorld, type GatewayWorld } from '../gateway/support/gateway-world.js';
import { get, getUntil, post, textAt, until } from '../gateway/support/http.js';
import { timeIn } from '../gateway/support/ledger-world.js';
import { bytesOf, signedDocument } from '../gateway/support/records.js';
import { testSigner } from '../support/evidence/test-keys.js';

const BANK = '91370100DEMBNK001F';
const P256 = 'ecdsa-p256-sha256';
const keyIdOf = (name: string): string => testSigner(name, P256).publicKey.keyId;

// One ledger and gateway, and one bank from its request to its last key; each step builds on those before it.
describe('a participant, from its request to its last key, through gateway and command line', function () {
  this.timeout(60_000);
  let world: GatewayWorld;
  let home: GatewayHome;
  let byRegistrar: readonly string[];
  let count = 0;
  const by = (file: string) => ['--key', home.at(file), '--participant', BANK];

  /** Deposits something new. @returns ok, or the refusal's code */
  const deposit = async (key: string, id = `try-${(count += 1)}`): Promise<unknown> => {
    const party = { participant: BANK, role: 'depositor', signer: testSigner(key, P256) };
    const { status, json } = await post(
      `${world.gateway.address}/v1/records`,
      bytesOf(signedDocument(id, {}, [party])),
    );
    return status === 201 ? 'ok' : json['code'];
  };
  /** The gateway learns of a change a moment after the ledger. */
  const expectDeposit = (key: string, outcome: string): Promise<unknown> =>
    until(
      () => deposit(key),
      (found) => found === outcome,
      (found) => `${key}: ${String(found)} instead of ${outcome}`,
    );
  const verify = async (id: string) => {
    const { text } = await getUntil(`${world.gateway.address}/v1/records/${BANK}/${id}/package`, 200);
    await writeFile(home.at(`${id}.evidence.json`), text);
    const { json } = await get(`${world.gateway.address}/v1/trust-root`);
    const trustRoot = {
      envelope: world.configuration.trustRoot,
      fingerprint: fingerprint(decodeBase64(textAt(json, 'payload'))),
    };
    return verifyPackage(Buffer.from(text), { trustRoot, time: timeIn(0) });
  };
  const noticesOf = (result: object): string => JSON.stringify((result as { notices?: unknown }).notices);

  before(async () => {
    world = await openGatewayWorld();
    home = await openGatewayHome(world.gateway.address, world.configuration.trustRoot);
    await home.key('registrar.json', 'registrar', 'sm2-sm3');
    byRegistrar = ['--key', home.at('registrar.json'), '--participant', REGISTRAR];
    for (const name of ['first', 'second', 'third', 'stranger']) await home.key(`${name}.json`, name, P256);
    for (const [mspId] of world.ledgerWorld.organisations)
      await home.key(`${mspId}.json`, `administrator ${mspId}`, P256);
  });
  after(async () => {
    await world.close();
    await home.remove();
  });

  it('asks through the gateway, and is registered by the registrar’s command alone', async () => {
    const ask = [
      'onboard',
      'request',
      '--gateway',
      world.gateway.address,
      '--type',
      'bank',
      '--name',
      '某银行',
    ];
    expect(await deposit('first')).to.equal('KEY_UNKNOWN');
    const output = await home.run(...ask, ...by('first.json'), '--roles', 'depositor');
    const id = /编号: ([0-9a-f]{64})/.exec(output)?.[1] ?? '';
    const refused = await home.run(...ask, ...by('stranger.json'), '--roles', 'registrar');
    const other = /编号: ([0-9a-f]{64})/.exec(refused)?.[1] ?? '';
    const listed = await home.run('onboard', 'list', ...byRegistrar);
    expect(listed).to.contain(id).and.to.contain(keyIdOf('first')).and.to.contain('某银行');
    expect(await home.run('onboard', 'status', id)).to.contain('等待登记机构处理');
    await home.run('onboard', 'refuse', other, '--reason', '角色不符', ...byRegistrar);
    expect(await home.run('onboard', 'status', other))
      .to.contain('角色不符')
      .and.to.contain(REGISTRAR);
    await home.run('onboard', 'approve', id, ...byRegistrar);
    expect(await home.run('onboard', 'status', id)).to.contain('已在账本登记');
    expect((await home.attempt('onboard', 'list', ...by('first.json'))).code).to.equal('ROLE_MISSING');
    await expectDeposit('first', 'ok');
  });

  it('rotates its key: the old one signs nothing new, and what it signed stays proven', async () => {
    expect(await deposit('first', 'early')).to.equal('ok');
    expect((await verify('early')).verdict).to.equal('integrity-proven');
    await home.run('key', 'rotate', home.at('second.json'), ...by('first.json'));
    await expectDeposit('first', 'KEY_REVOKED');
    await expectDeposit('second', 'ok');
    const after = await verify('early');
    expect(after.verdict).to.equal('integrity-proven');
    expect(noticesOf(after)).not.to.contain('KEY_CONTESTED');
    const list = await home.run('key', 'list', ...by('second.json'));
    expect(list)
      .to.match(new RegExp(`${keyIdOf('first')}.*superseded`))
      .and.to.contain(keyIdOf('second'));
  });

  it('reports a compromise: what was signed since is contested, and never void', async () => {
    const since = timeIn(-1);
    expect(await deposit('second', 'contested')).to.equal('ok');
    // Anchored first. Its package is not asked for yet: what it says of keys may be half a minute old.
    await getUntil(`${world.gateway.address}/v1/records/${BANK}/contested/proof`, 200);
    await home.run('key', 'compromise', keyIdOf('second'), since, ...by('second.json'));
    await expectDeposit('second', 'KEY_REVOKED');
    const contested = await verify('contested');
    expect(contested.verdict).to.equal('integrity-proven');
    expect(noticesOf(contested)).to.contain('KEY_CONTESTED');
    expect(noticesOf(await verify('early'))).not.to.contain('KEY_CONTESTED');
    const report = await home.run('verify', home.at('contested.evidence.json'));
    expect(report).to.contain('contested');
  });

  it('has lost its only key, and gets another from administrators of several operators', async () => {
    const possession = home.at('possession.json');
    const [first = '', second = ''] = world.ledgerWorld.organisations.map(([mspId]) => mspId);
    await home.run('key', 'prove', ...by('third.json'), '--out', possession);
    const recover = ['key', 'recover', possession, '--key', home.at(`${first}.json`), '--participant', first];
    const alone = home.at('alone.command.json');
    await home.run(...recover, '--out', alone);
    expect((await home.attempt('command', 'send', alone)).code).to.equal('RECOVERY_TOO_FEW');
    const command = home.at('recover.command.json');
    const other = `${second}:${keyIdOf(`administrator ${second}`)}`;
    await home.run(...recover, '--with', other, '--out', command);
    expect((await home.attempt('command', 'send', command)).code).to.equal('SIGNER_SET_MISMATCH');
    await home.run('command', 'sign', command, '--key', home.at(`${second}.json`));
    expect((JSON.parse(await readFile(command, 'utf8')) as JsonObject)['signatures']).to.have.length(2);
    await home.run('command', 'send', command);
    await expectDeposit('third', 'ok');
  });

  it('loses a role and gets it back', async () => {
    await home.run('participant', 'change', BANK, '--roles', '', ...byRegistrar);
    await expectDeposit('third', 'ROLE_MISSING');
    await home.run('participant', 'change', BANK, '--roles', 'depositor', ...byRegistrar);
    await expectDeposit('third', 'ok');
    const change = ['participant', 'change', BANK, '--roles', 'depositor'];
    expect((await home.attempt(...change, ...by('third.json'))).code).to.equal('ROLE_MISSING');
  });

  it('has a quota, and no longer has it', async () => {
    const quota = ['--records-per-day', '1', '--commands-per-day', '9'];
    await home.run('participant', 'change', BANK, ...quota, ...byRegistrar);
    await expectDeposit('third', 'QUOTA_EXCEEDED');
    await home.run('participant', 'change', BANK, ...byRegistrar);
    await expectDeposit('third', 'ok');
  });

  it('revokes its last key, and signs nothing more', async () => {
    await home.run('key', 'revoke', keyIdOf('third'), ...by('third.json'));
    await expectDeposit('third', 'KEY_REVOKED');
    const again = await home.attempt('key', 'add', home.at('stranger.json'), ...by('third.json'));
    expect(again.code).to.equal('KEY_REVOKED');
  });
});
