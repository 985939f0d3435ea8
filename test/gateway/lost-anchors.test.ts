import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  formatCanonical,
  formatCheckpoint,
  formatNote,
  parseCheckpoint,
  parseNote,
  signNote,
} from '@quancheng/protocol';
import { expect } from 'chai';
import { openGatewayHome, type GatewayHome } from '../cli/support/gateway-home.js';
import { AGENCY } from '../chaincode/support/test-world.js';
import { startGateway } from '@quancheng/gateway';
import { LOG_ORIGIN, logNoteSigner, openGatewayWorld, type GatewayWorld } from './support/gateway-world.js';
import { get, getUntil, post, textAt, until } from './support/http.js';
import { bytesOf, signedDocument } from './support/records.js';

// What is left when a ledger was restored from a backup: its gateway remembers an anchor that the ledger doesn't have.
describe('a gateway ahead of a restored ledger', function () {
  this.timeout(60_000);
  let world: GatewayWorld;
  let home: GatewayHome;
  let anchored: string;
  let config: string;

  const deposit = async (id: string): Promise<void> => {
    const base = world.gateway.address;
    expect((await post(`${base}/v1/records`, bytesOf(signedDocument(id)))).status).to.equal(201);
    await getUntil(`${base}/v1/records/${AGENCY}/${id}/proof`, 200);
  };

  before(async () => {
    world = await openGatewayWorld();
    home = await openGatewayHome(world.gateway.address, world.configuration.trustRoot);
    await deposit('before');
    anchored = join(world.directory, 'anchored.ndjson');
    const { connection } = world.ledgerWorld;
    for (const [name, text] of [
      ['tls.pem', connection.tlsRootCertificate],
      ['cert.pem', connection.certificate],
      ['key.pem', connection.privateKey],
    ] as const)
      await writeFile(home.at(name), text);
    await home.key('log.json', 'gateway log');
    config = home.at('gateway.yaml');
    const settings = {
      endpoint: connection.endpoint,
      tlsRootCertificate: 'tls.pem',
      tlsServerName: connection.tlsServerName,
      mspId: connection.mspId,
      certificate: 'cert.pem',
      privateKey: 'key.pem',
      channel: connection.channel,
      chaincode: connection.chaincode,
      trustRoot: 'trust-root.json',
      origin: LOG_ORIGIN,
      logKey: 'log.json',
      directory: world.directory,
    };
    await writeFile(config, JSON.stringify(settings));
  });
  after(async () => {
    await world.close();
    await home.remove();
  });

  it('is left alone while it runs', async () => {
    expect((await home.attempt('gateway', 'reconcile', '--config', config, '--yes')).code).to.equal(
      'LOG_LOCKED',
    );
  });

  it('and where ledger and gateway agree', async () => {
    await world.gateway.close();
    expect(await home.run('gateway', 'reconcile', '--config', config, '--yes')).to.contain('一致');
  });

  it('does not anchor, and says why', async () => {
    const lines = (await readFile(anchored, 'utf8')).trimEnd().split('\n');
    const last = JSON.parse(lines.at(-1) ?? '') as { readonly size: number; readonly note: string };
    const { rootHash } = parseCheckpoint(parseNote(last.note).text);
    const size = last.size + 5;
    const note = formatNote(
      signNote(formatCheckpoint({ origin: LOG_ORIGIN, size, rootHash }), [logNoteSigner]),
    );
    await appendFile(anchored, `${formatCanonical({ note, previous: last.size, size })}\n`);
    world.gateway = await startGateway(world.configuration);
    await post(`${world.gateway.address}/v1/records`, bytesOf(signedDocument('waiting')));
    const health = await until(
      async () => (await get(`${world.gateway.address}/v1/health`)).json,
      (answer) => textAt(answer, 'anchoring', 'state') === 'failing',
      (answer) => JSON.stringify(answer),
    );
    expect(textAt(health, 'anchoring', 'code')).to.equal('LOG_FORK_REFUSED');
    await world.gateway.close();
  });

  it('is shown what is lost, and nothing is changed unasked', async () => {
    const before = await readFile(anchored, 'utf8');
    const output = await home.run('gateway', 'reconcile', '--config', config);
    expect(output).to.contain('sizes').and.to.contain('--yes');
    expect(await readFile(anchored, 'utf8')).to.equal(before);
  });

  it('anchors again once the lines are moved aside', async () => {
    const output = await home.run('gateway', 'reconcile', '--config', config, '--yes');
    const aside = (await readdir(world.directory)).find((name) => name.startsWith('anchored.ndjson.lost-'));
    expect(output).to.contain(aside);
    expect((await readFile(join(world.directory, aside ?? ''), 'utf8')).trimEnd().split('\n')).to.have.length(
      1,
    );
    world.gateway = await startGateway(world.configuration);
    await getUntil(`${world.gateway.address}/v1/records/${AGENCY}/waiting/proof`, 200);
    await deposit('after');
  });

  it('is refused where the ledger holds another log’s history', async () => {
    await world.gateway.close();
    const text = await readFile(anchored, 'utf8');
    const lines = text.trimEnd().split('\n');
    const last = JSON.parse(lines.at(-1) ?? '') as { readonly size: number; readonly note: string };
    const { rootHash } = parseCheckpoint(parseNote(last.note).text);
    const flipped = Uint8Array.from(rootHash, (byte, index) =>
      index === 0 ? byte ^ 1 : byte,
    ) as typeof rootHash;
    const forged = formatCheckpoint({ origin: LOG_ORIGIN, size: last.size, rootHash: flipped });
    const note = formatNote(signNote(forged, [logNoteSigner]));
    const line = formatCanonical({ ...(JSON.parse(lines.at(-1) ?? '') as object), note });
    await writeFile(anchored, `${[...lines.slice(0, -1), line].join('\n')}\n`);
    const refused = await home.attempt('gateway', 'reconcile', '--config', config, '--yes');
    expect(refused.code).to.equal('LOG_FORK_REFUSED');
    await writeFile(anchored, text);
  });
});
