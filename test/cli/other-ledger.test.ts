import { readFile, writeFile } from 'node:fs/promises';
import { decodeBase64, encodeBase64, formatCanonical, type JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import { AGENCY } from '../chaincode/support/test-world.js';
import { OTHER_LEDGER } from '../chaincode/support/statements.js';
import { openGatewayWorld, type GatewayWorld } from '../gateway/support/gateway-world.js';
import { openGatewayHome, type GatewayHome } from './support/gateway-home.js';

/** The same evidence, as if it had been made for another ledger. */
function ofAnotherLedger(text: string): string {
  const evidence = JSON.parse(text) as {
    readonly record: { readonly envelope: { readonly payload: string } };
  };
  const { envelope } = evidence.record;
  const payload = Buffer.from(decodeBase64(envelope.payload)).toString('utf8');
  const statement = { ...(JSON.parse(payload) as JsonObject), audience: OTHER_LEDGER };
  const other = { ...envelope, payload: encodeBase64(Buffer.from(formatCanonical(statement))) };
  return formatCanonical({ ...evidence, record: { envelope: other } });
}

describe('evidence of another ledger', function () {
  this.timeout(60_000);
  let world: GatewayWorld;
  let home: GatewayHome;
  const deposit = (...words: string[]) =>
    home.attempt('deposit', home.at('law.txt'), '--profile', home.at('agency.yaml'), '--public', ...words);

  before(async () => {
    world = await openGatewayWorld();
    home = await openGatewayHome(world.gateway.address, world.configuration.trustRoot);
    await home.key('agency.json', 'gateway depositor');
    await writeFile(home.at('law.txt'), '第一条\n');
    await writeFile(
      home.at('agency.yaml'),
      `participant: ${AGENCY}\nkey: agency.json\nprovenance:\n  source: 测试\n`,
    );
    expect((await deposit()).code).to.equal(undefined);
  });
  after(async () => {
    await world.close();
    await home.remove();
  });

  it('is never overwritten by a deposit, nor is what is no evidence', async () => {
    const path = home.at('law.txt.evidence.json');
    const own = await readFile(path, 'utf8');
    for (const other of [ofAnotherLedger(own), 'notes of somebody\n']) {
      await writeFile(path, other);
      for (const words of [[], ['--again']]) {
        expect((await deposit(...words)).code).to.equal('EVIDENCE_OF_ANOTHER_LEDGER');
      }
      expect(await readFile(path, 'utf8')).to.equal(other);
    }
    await writeFile(path, own);
    expect((await deposit('--again')).code).to.equal(undefined);
    expect(await readFile(path, 'utf8')).not.to.equal(own);
  });
});
