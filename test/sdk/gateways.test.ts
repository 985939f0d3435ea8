import { expect } from 'chai';
import { newAsyncSigner, newClient, type DoublePromise } from '@quancheng/sdk';
import { newDoubleFinder, verifyPackage, verifyTrustRoot } from '@quancheng/verifier';
import { AGENCY } from '../chaincode/support/test-world.js';
import { depositor, LOG_ORIGIN } from '../gateway/support/gateway-world.js';
import { openLedgerWorld, timeIn, type LedgerWorld } from '../gateway/support/ledger-world.js';
import { newBatch, signedDocument } from '../gateway/support/records.js';
import { openTwoGateways, SECOND_ORIGIN, type TwoGateways } from '../gateway/support/two-gateways.js';
import { expectCode } from './support/expect-code.js';
import { openStretch, type Stretch } from './support/stretch.js';
import { parseEnvelope } from '@quancheng/protocol';

/** Milliseconds after which a gateway counts as hanging: more than one takes that answers on a busy machine. */
const HANGS = 2_000;
const quick = { attempts: 3, first: 1, longest: 2 };

describe('several gateways of one ledger', function () {
  this.timeout(30_000);
  let both: TwoGateways<LedgerWorld>;
  let stretch: Stretch;
  let nowhere: string;
  const record = signedDocument('a');

  before(async () => {
    both = await openTwoGateways(await openLedgerWorld());
    const closed = await openStretch('http://127.0.0.1');
    nowhere = closed.address;
    await closed.close();
  });
  after(() => both.close());
  beforeEach(async () => {
    stretch = await openStretch(both.first.gateway.address);
  });
  afterEach(() => stretch.close());

  const clientOf = (
    gateways: readonly string[],
    onDouble?: (double: DoublePromise) => void,
    timeout = 20_000,
  ) =>
    newClient({
      // The stretch hands on what was signed for it.
      gateways: gateways.map((url) => ({ url })),
      trustRoot: verifyTrustRoot(both.trustRoot),
      reader: newAsyncSigner(depositor.signer),
      backOff: quick,
      timeout,
      quiet: 50,
      ...(onDouble === undefined ? {} : { onDouble }),
    });

  it('takes the first, and the next one when nobody listens there; each promises for its own log', async () => {
    const plain = await clientOf([both.first.gateway.address, both.second.address]).depositRecord(record);
    expect(plain).to.include({ gateway: both.first.gateway.address });
    const client = clientOf([nowhere, both.second.address]);
    const moved = await client.depositRecord(signedDocument('b'));
    expect(moved).to.include({ gateway: both.second.address });
    // Nothing can have come to where nobody listens.
    expect(moved.unsettled).to.deep.equal([]);
    expect(moved.alsoPromisedBy).to.deep.equal([]);
    expect(client.doubles.unsettled).to.deep.equal([]);
  });

  it('asks until one has the record, and verifies evidence of either log under one trust root', async () => {
    const client = clientOf([both.second.address, both.first.gateway.address]);
    const root = verifyTrustRoot(both.trustRoot);
    for (const [id, origin] of [
      ['a', LOG_ORIGIN],
      ['b', SECOND_ORIGIN],
    ] as const) {
      const bytes = await client.recordPackage({ participant: AGENCY, id });
      const result = await verifyPackage(bytes, { trustRoot: root, time: timeIn(0) });
      expect(result.verdict, JSON.stringify(result.checks)).to.equal('integrity-proven');
      expect(result.log?.origin).to.equal(origin);
    }
    await expectCode('RECORD_UNKNOWN', () => client.record({ participant: AGENCY, id: 'nowhere' }));
  });

  it('passes by a gateway that accepts and never answers, and does not wait for it again', async () => {
    stretch.trouble = 'hangs';
    const client = clientOf([stretch.address, both.second.address], undefined, HANGS);
    const deposited = await client.depositRecord(signedDocument('hung'));
    expect(deposited).to.deep.include({ gateway: both.second.address, unsettled: [stretch.address] });
    const posts = () => stretch.seen.filter((each) => each.startsWith('POST')).length;
    expect(posts()).to.equal(1);
    await client.depositRecord(signedDocument('after-it-hung'));
    expect(posts()).to.equal(1);
    // Once it is back its word settles what it was asked before it hung.
    stretch.trouble = 'none';
    expect(await client.doubles.settle(5_000)).to.deep.equal([]);
    expect(client.doubles.found).to.deep.equal([]);
  });

  it('notices that two logs have promised one record, or one batch, and keeps both promises', async () => {
    stretch.trouble = 'answers are lost';
    const told: DoublePromise[] = [];
    const client = clientOf([stretch.address, both.second.address], (double) => told.push(double));
    const sent = signedDocument('twice');
    const deposited = await client.depositRecord(sent);
    expect(deposited).to.deep.include({ gateway: both.second.address, unsettled: [stretch.address] });
    stretch.trouble = 'none';
    expect(await client.doubles.settle(5_000)).to.deep.equal([]);
    stretch.trouble = 'answers are lost';
    const batch = newBatch('batch', 3);
    const members = batch.members.map((member) => member.toString('utf8'));
    await client.depositBatch(parseEnvelope(batch.header), members);
    stretch.trouble = 'none';
    expect(await client.doubles.settle(5_000)).to.deep.equal([]);
    expect(told.map(({ id, kept, also }) => [id, kept.origin, also.origin])).to.deep.equal([
      ['twice', SECOND_ORIGIN, LOG_ORIGIN],
      ['batch', SECOND_ORIGIN, LOG_ORIGIN],
    ]);
    expect(client.doubles.found).to.deep.equal(told);
    // The same record again, by a client that knows where it may have been sent: known at once.
    const again = await clientOf([both.second.address]).depositRecord(sent, {
      sentTo: [both.first.gateway.address],
    });
    expect(again.promise).to.deep.equal(deposited.promise);
    expect(again.alsoPromisedBy.map(({ origin }) => origin)).to.deep.equal([LOG_ORIGIN]);
  });

  it('counts it once, whichever log’s evidence is at hand, and names the places', async () => {
    const finder = newDoubleFinder();
    for (const address of [both.second.address, both.first.gateway.address, both.second.address]) {
      for (const id of ['twice', address === both.second.address ? 'b' : 'a']) {
        const bytes = await clientOf([address]).recordPackage({ participant: AGENCY, id });
        const options = { trustRoot: verifyTrustRoot(both.trustRoot), time: timeIn(0) };
        finder.add(await verifyPackage(bytes, options), `${id} from ${address}`);
      }
    }
    expect(finder.records).to.equal(3);
    expect(finder.doubles.map(({ participant, id }) => [participant, id])).to.deep.equal([[AGENCY, 'twice']]);
    expect(finder.doubles[0]?.places.map(({ origin }) => origin)).to.deep.equal([LOG_ORIGIN, SECOND_ORIGIN]);
  });

  it('fails over in the middle of a stream, and tells of each record what is known', async () => {
    stretch.trouble = 'answers are lost';
    const client = clientOf([stretch.address, both.second.address]);
    const ids = Array.from({ length: 300 }, (_, index) => `stream-${index}`);
    const gateways = new Map<string, number>();
    for await (const outcome of client.depositRecords(ids.map((id) => signedDocument(id)))) {
      if ('error' in outcome) throw outcome.error;
      const { gateway } = outcome.acknowledgement;
      gateways.set(gateway, (gateways.get(gateway) ?? 0) + 1);
    }
    expect([...gateways]).to.deep.equal([[both.second.address, 300]]);
    stretch.trouble = 'none';
    await client.doubles.settle(10_000);
    // The first chunk had come through before its answer was lost; then the gateway was left alone.
    expect(client.doubles.found.map(({ id }) => id)).to.deep.equal(ids.slice(0, 256));
  });

  it('takes a verdict for the last word only where no other gateway can have taken the record', async () => {
    const other = signedDocument('a', { title: 'another one' });
    const client = clientOf([both.first.gateway.address, both.second.address]);
    await expectCode('IDEMPOTENCY_CONFLICT', () => client.depositRecord(other));
    expect((await client.depositRecord(record)).gateway).to.equal(both.first.gateway.address);
    stretch.trouble = 'hangs';
    const unsure = clientOf([stretch.address, both.first.gateway.address], undefined, HANGS);
    await expectCode('GATEWAY_UNREACHABLE', () => unsure.depositRecord(other));
    // Nor is a gateway forgotten to which an earlier process may have sent it.
    const later = clientOf([both.first.gateway.address], undefined, HANGS);
    const sentTo = [stretch.address];
    const error = await expectCode('GATEWAY_UNREACHABLE', () => later.depositRecord(other, { sentTo }));
    expect(error.message).to.contain('may have it');
  });

  it('sends commands and questions to any that answers', async () => {
    const client = clientOf([nowhere, both.second.address]);
    expect((await client.ledger()).log.origin).to.equal(SECOND_ORIGIN);
    expect((await client.participant(AGENCY)).id).to.equal(AGENCY);
    await expectCode('PARTICIPANT_UNKNOWN', () => client.participant('11370100DEMREG0018'));
    expect(() => newClient({ gateways: [] })).to.throw('[OPTION_INVALID]');
    expect(() => newClient({ gateways: [nowhere, `${nowhere}/`] })).to.throw('[OPTION_INVALID]');
  });
});
