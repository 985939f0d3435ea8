import { decodeBase64 } from '@quancheng/protocol';
import { newAsyncSigner, newClient, signRequest } from '@quancheng/sdk';
import { formatSearchProof, verifySearch, verifyTrustRoot } from '@quancheng/verifier';
import { expect } from 'chai';
import { registrar } from '../chaincode/support/test-genesis.js';
import type { CommandOptions, Party } from '../chaincode/support/statements.js';
import {
  collateral,
  contractBody,
  pledgeName,
  registerCollateral,
} from '../conformance/market/support/pledges.js';
import { bank, buyers, fund, utility } from '../conformance/rights/support/parties.js';
import { populate } from '../conformance/rights/support/populate.js';
import type { RightsStage } from '../conformance/rights/support/rights-stage.js';
import { expectCode } from '../sdk/support/expect-code.js';
import { openGatewayWorld, type GatewayWorld } from './support/gateway-world.js';
import { get, type Answer } from './support/http.js';
import { timeIn } from './support/ledger-world.js';

const NONCE = '0123456789abcdef'.repeat(2);
const SEARCH = 'fund/search-1';
const [stranger] = buyers;

describe('the proof of a search', function () {
  this.timeout(60_000);
  let world: GatewayWorld;

  const order = (options: Omit<CommandOptions, 'expectedVersion'>) =>
    world.ledgerWorld.order({
      issued: timeIn(0),
      expires: timeIn(3_600_000),
      expectedVersion: 0,
      ...options,
    });
  const read = async (path: string, by?: Party): Promise<Answer> => {
    const url = new URL(path, world.gateway.address);
    if (by === undefined) return get(url.href);
    return get(url.href, await signRequest(newAsyncSigner(by.signer), 'GET', url, Date.now()));
  };
  const clientOf = (party: Party) =>
    newClient({
      gateway: world.gateway.address,
      reader: newAsyncSigner(party.signer),
      trustRoot: verifyTrustRoot(world.configuration.trustRoot),
    });

  before(async () => {
    world = await openGatewayWorld();
    const stage = {
      world: world.ledgerWorld,
      clock: { now: timeIn(0) },
      must: (action: string, target: string, body: object, ...parties: readonly Party[]) =>
        order({ action, target, body: body as CommandOptions['body'], parties }),
    } as unknown as RightsStage;
    await populate(stage);
    await registerCollateral(stage, ['asset']);
    const body = contractBody(bank, { name: 'asset' });
    await order({
      action: 'pledge.contract',
      target: pledgeName(bank, 'asset'),
      body,
      parties: [utility, bank],
    });
    const certificate = { certificate: collateral('asset') };
    await order({ action: 'search.make', target: SEARCH, body: certificate, parties: [fund] });
  });
  after(() => world.close());

  it('is for whoever may read the search: searcher, holder, register', async () => {
    for (const reader of [fund, utility, registrar]) {
      const { status, json } = await read(`/v1/searches/${SEARCH}/proof?nonce=${NONCE}`, reader);
      expect(status, reader.participant).to.equal(200);
      const reads = (json['reads'] as readonly string[]).map(decodeBase64);
      const trustRoot = verifyTrustRoot(world.configuration.trustRoot);
      const options = { trustRoot, time: timeIn(0), nonce: NONCE };
      const { proven } = verifySearch(formatSearchProof({ search: SEARCH, reads }), options);
      expect(proven?.then.pledges.map(({ pledge }) => pledge.id)).to.deep.equal(['bank/asset']);
    }
  });

  it('is for nobody else, and as if there were no search', async () => {
    for (const reader of [stranger, bank, undefined]) {
      const { status, json } = await read(`/v1/searches/${SEARCH}/proof`, reader);
      expect([status, json['code']]).to.deep.equal([404, 'RECORD_UNKNOWN']);
    }
    const own = await read('/v1/searches/fund/none/proof', fund);
    expect([own.status, own.json['code']]).to.deep.equal([404, 'RECORD_UNKNOWN']);
  });

  it('opens nothing of what it shows to other questions', async () => {
    const paths = [
      `/v1/pledges/bank/asset`,
      `/v1/pledges/bank/asset/read`,
      `/v1/collections/pledges/${collateral('asset')}`,
      `/v1/collections/searches/${collateral('asset')}`,
      `/v1/reads?nonce=${NONCE}&key=encumbrance/${collateral('asset')}`,
    ];
    for (const path of paths) {
      const { status } = await read(path, fund);
      expect(status, path).to.equal(404);
      expect((await read(path, utility)).status, path).to.equal(200);
    }
  });

  it('is verified by the client before it is given out', async () => {
    const proof = await clientOf(fund).records.proveSearch(SEARCH);
    const trustRoot = verifyTrustRoot(world.configuration.trustRoot);
    expect(verifySearch(formatSearchProof(proof), { trustRoot, time: timeIn(0) }).proven?.search).to.include({
      searcher: 'fund',
    });
    await expectCode('RECORD_UNKNOWN', () => clientOf(stranger).records.proveSearch(SEARCH));
  });
});
