import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatCheckpoint, formatNote, parseCheckpoint, parseNote, signNote } from '@quancheng/protocol';
import { expect } from 'chai';
import { openGatewayHome, type GatewayHome } from '../cli/support/gateway-home.js';
import { AGENCY } from '../chaincode/support/test-world.js';
import {
  openLevelAnchorStore,
  startGateway,
  type AnchoredCheckpoint,
  type AnchorStore,
} from '@quancheng/gateway';
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

  /** Does something with the anchors of the stopped gateway. */
  const within = async <Result>(work: (store: AnchorStore) => Promise<Result>): Promise<Result> => {
    const store = await openLevelAnchorStore(anchored);
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  };
  const all = () => within((store) => collect(store.beyond(-1)));

  before(async () => {
    world = await openGatewayWorld();
    home = await openGatewayHome(world.gateway.address, world.configuration.trustRoot);
    await deposit('before');
    anchored = join(world.directory, 'anchored');
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
    const last = await within((store) => store.read(store.newest!));
    const { rootHash } = parseCheckpoint(parseNote(last.note).text);
    const size = last.size + 5;
    const note = formatNote(
      signNote(formatCheckpoint({ origin: LOG_ORIGIN, size, rootHash }), [logNoteSigner]),
    );
    await within((store) => store.add([{ note, previous: last.size, size }]));
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
    const before = await all();
    const output = await home.run('gateway', 'reconcile', '--config', config);
    expect(output).to.contain('sizes').and.to.contain('--yes');
    expect(await all()).to.deep.equal(before);
  });

  it('anchors again once the lines are moved aside', async () => {
    const output = await home.run('gateway', 'reconcile', '--config', config, '--yes');
    const aside = (await readdir(world.directory)).find((name) => name.startsWith('anchored.lost-'));
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
    const last = await within((store) => store.read(store.newest!));
    const { rootHash } = parseCheckpoint(parseNote(last.note).text);
    const flipped = Uint8Array.from(rootHash, (byte, index) =>
      index === 0 ? byte ^ 1 : byte,
    ) as typeof rootHash;
    const forged = formatCheckpoint({ origin: LOG_ORIGIN, size: last.size, rootHash: flipped });
    const note = formatNote(signNote(forged, [logNoteSigner]));
    const replaceBy = (anchor: AnchoredCheckpoint) =>
      within(async (store) => {
        await store.cut(last.size - 1);
        await store.add([anchor]);
      });
    await replaceBy({ ...last, note });
    const refused = await home.attempt('gateway', 'reconcile', '--config', config, '--yes');
    expect(refused.code).to.equal('LOG_FORK_REFUSED');
    await replaceBy(last);
  });
});

async function collect<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const all: Value[] = [];
  for await (const value of values) all.push(value);
  return all;
}
