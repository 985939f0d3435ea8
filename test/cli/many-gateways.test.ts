import { readFile, writeFile } from 'node:fs/promises';
import {
  parseEnvelope,
  parseStatement,
  unverifiedPayload,
  type Envelope,
  type JsonObject,
} from '@quancheng/protocol';
import { newClient, openPromise } from '@quancheng/sdk';
import { parsePackage, verifyTrustRoot } from '@quancheng/verifier';
import { expect } from 'chai';
import { AGENCY } from '../chaincode/support/test-world.js';
import { LOG_ORIGIN } from '../gateway/support/gateway-world.js';
import { openLedgerWorld, type LedgerWorld } from '../gateway/support/ledger-world.js';
import { openTwoGateways, type TwoGateways } from '../gateway/support/two-gateways.js';
import { openStretch, type Stretch } from '../sdk/support/stretch.js';
import { openGatewayHome, type GatewayHome } from './support/gateway-home.js';

const BANK = '91370100DEMBNK001F';

describe('a deposit at two gateways, the first of which loses its answers', function () {
  this.timeout(60_000);
  let both: TwoGateways<LedgerWorld>;
  let stretch: Stretch;
  let home: GatewayHome;
  const deposit = (...words: string[]) => home.run('deposit', ...words, '--profile', home.at('agency.yaml'));

  before(async () => {
    both = await openTwoGateways(await openLedgerWorld());
    stretch = await openStretch(both.first.gateway.address);
    home = await openGatewayHome('http://127.0.0.1', both.trustRoot);
    await home.key('agency.json', 'gateway depositor');
    await writeFile(home.at('law.txt'), '第一条\n');
    await writeFile(home.at('rows.csv'), 'a,b\n1,2\n3,4\n');
    await writeFile(
      home.at('agency.yaml'),
      `participant: ${AGENCY}\nkey: agency.json\ngateways: [${stretch.address}, ${both.second.address}]\n`,
    );
  });
  after(async () => {
    await stretch.close();
    await both.close();
    await home.remove();
  });

  it('goes on at the second, and finds out at the next chance that both have promised', async () => {
    stretch.trouble = 'answers are lost';
    await deposit(home.at('law.txt'), '--rows', home.at('rows.csv'), '--consumer', BANK, '--public');
    expect(await home.run('verify', home.home)).to.contain('Records 记录: 3');
    stretch.trouble = 'none';
    await deposit('--finish');
    // The rows went to the second at once: by then the first was known to be in trouble.
    const text = await readFile(home.at('law.txt.other-promise.json'), 'utf8');
    const [other, ...more] = JSON.parse(text) as readonly { origin: string; promise: JsonObject }[];
    expect(more).to.deep.equal([]);
    expect(other?.origin).to.equal(LOG_ORIGIN);
    const promise = parseEnvelope(Buffer.from(JSON.stringify(other?.promise)));
    expect(openPromise(promise, verifyTrustRoot(both.trustRoot)).origin).to.equal(LOG_ORIGIN);
    // Evidence of the other log beside the first is evidence of the same record.
    const { record } = parsePackage(await readFile(home.at('law.txt.evidence.json')));
    const { id } = parseStatement(unverifiedPayload((record as { envelope: Envelope }).envelope)) as {
      id: string;
    };
    const client = newClient({ gateway: both.first.gateway.address });
    await writeFile(home.at('other.evidence.json'), await client.recordPackage({ participant: AGENCY, id }));
    const counted = await home.run('verify', home.home);
    expect(counted).to.contain('Records 记录: 3').and.to.contain(`只计一次: ${AGENCY}/${id}`);
    expect(counted).to.match(/example\/main, entry 条目 \d+: other\.evidence\.json/);
    // Nothing is open any more, so that nothing is asked again.
    const asked = stretch.seen.length;
    await deposit('--finish');
    expect(stretch.seen.slice(asked).filter((each) => each.includes('/promise'))).to.deep.equal([]);
  });
});
