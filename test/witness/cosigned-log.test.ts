import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseNote, parseTlogProof, verifyNote } from '@quancheng/protocol';
import { newAsyncSigner, newClient } from '@quancheng/sdk';
import { collectEvidence, depositDocument, type EvidencePart } from '@quancheng/sdk/node';
import { parsePackage, verifyBundle, verifyPackage } from '@quancheng/verifier';
import { expect } from 'chai';
import { AGENCY } from '../chaincode/support/test-world.js';
import { depositor } from '../gateway/support/gateway-world.js';
import { at, get, getUntil, NDJSON_TYPE, post, until } from '../gateway/support/http.js';
import { bytesOf, joinLines, newBatch, signedDocument } from '../gateway/support/records.js';
import { statusOf } from '../support/evidence/verify.js';
import { openWitnessWorld, witnessKey, type WitnessWorld } from './support/witness-world.js';

describe('a log with witnesses', function () {
  this.timeout(90_000);
  let world: WitnessWorld;

  before(async () => {
    world = await openWitnessWorld(3, 2);
  });
  after(() => world.close());

  const url = (path: string) => `${world.gateway.address}${path}`;
  const recordOf = (id: string, part: string) => url(`/v1/records/${AGENCY}/${id}/${part}`);
  const deposit = async (id: string) => {
    const { status, text } = await post(url('/v1/records'), bytesOf(signedDocument(id)));
    expect(status, text).to.equal(201);
  };
  const verified = async (id: string) => {
    const { text } = await getUntil(recordOf(id, 'package'), 200);
    const options = { trustRoot: world.trustRoot, time: new Date().toISOString() };
    return { text, result: await verifyPackage(Buffer.from(text), options) };
  };
  /** Asks for the package until enough witnesses stand behind it. */
  const witnessed = (id: string) =>
    until(
      () => verified(id),
      ({ result }) => statusOf(result, 'witnesses') === 'match',
      ({ result }) => JSON.stringify(result.checks),
    );
  const cosigners = (note: string) =>
    verifyNote(parseNote(note), [0, 1, 2].map(witnessKey)).map(({ key }) => key.name);

  it('brings their cosignatures in packages and tlog-proofs', async () => {
    await deposit('first');
    const { result, text } = await witnessed('first');
    expect(result.verdict).to.equal('integrity-proven');
    expect(result.times.cosigned).to.be.a('string');
    expect(parsePackage(Buffer.from(text)).cosigned).to.equal(undefined);
    const proof = parseTlogProof((await get(recordOf('first', 'proof'))).text);
    expect(cosigners(proof.checkpoint)).to.have.members([
      'witness0.example',
      'witness1.example',
      'witness2.example',
    ]);
  });

  it('serves the newest checkpoint that they cosigned', async () => {
    const { text } = await getUntil(url('/log/cosigned-checkpoint'), 200);
    expect(cosigners(text).length).to.equal(3);
  });

  it('waits for none of them, says who is away, and proves by a later checkpoint what they missed', async () => {
    await Promise.all([world.witnesses[1]!.stop(), world.witnesses[2]!.stop()]);
    await deposit('missed');
    const { result } = await verified('missed');
    expect(result.verdict).to.equal('integrity-proven');
    expect(statusOf(result, 'witnesses')).to.equal('unverifiable');
    const { json } = await until(
      () => get(url('/v1/health')),
      ({ text }) => text.includes('WITNESS_UNREACHABLE'),
      ({ text }) => text,
    );
    expect(at(json, 'status')).to.equal('ok');
    await deposit('after');
    await getUntil(recordOf('after', 'package'), 200);
    await Promise.all([world.witnesses[1]!.resume(), world.witnesses[2]!.resume()]);
    const later = await witnessed('missed');
    expect(parsePackage(Buffer.from(later.text)).cosigned).to.not.equal(undefined);
    expect(later.result.log?.size).to.equal(2);
    expect(parseTlogProof((await get(recordOf('missed', 'proof'))).text).checkpoint).to.match(/\n3\n/);
  });

  it('counts them in its metrics', async () => {
    const { text } = await get(url('/metrics'));
    expect(text).to.match(/^quancheng_witness_up\{witness="witness1.example"\} 1$/m);
    expect(text).to.match(/^quancheng_witness_cosigned_size\{witness="witness1.example"\} 3$/m);
    expect(text).to.match(/^quancheng_log_anchored_size 3$/m);
  });

  it('has a depositor wait for them where they are required', async () => {
    const work = await mkdtemp(join(tmpdir(), 'quancheng-witnessed-deposit-'));
    const client = newClient({ gateway: world.gateway.address, trustRoot: world.trustRoot });
    const signer = newAsyncSigner(depositor.signer);
    const { ledger } = world.trustRoot;
    const { folder } = await depositDocument(
      { client, signer, participant: AGENCY, ledger, outboxes: join(work, 'outbox') },
      {
        path: 'contract.txt',
        output: join(work, 'contract'),
        bytes: Buffer.from('a contract'),
        title: 'contract',
        mediaType: 'text/plain',
        commitment: 'digest',
        description: {
          actingFor: AGENCY,
          custodian: '济南市大数据局',
          legalBasis: '数据安全法 第三十八条',
          level: 'general',
          provenance: { source: '测试', mechanism: 'test', collector: '某人' },
        },
      },
    );
    const judge = ({ bytes }: EvidencePart) =>
      verifyPackage(bytes, { trustRoot: world.trustRoot, time: new Date().toISOString() });
    let asked = 0;
    const written: EvidencePart[] = [];
    await collectEvidence(client, folder, {
      isComplete: async (part) => {
        asked += 1;
        return asked > 2 && statusOf(await judge(part), 'witnesses') === 'match';
      },
      write: (part) => {
        written.push(part);
        return Promise.resolve();
      },
    });
    expect(asked).to.be.greaterThan(2);
    expect(statusOf(await judge(written[0]!), 'witnesses')).to.equal('match');
    await rm(work, { recursive: true });
  });

  it('keeps the cosignatures over a restart', async () => {
    await witnessed('after');
    const before = (await get(recordOf('after', 'package'))).text;
    await world.restart();
    const { cosigned, proof } = parsePackage(
      Buffer.from((await getUntil(recordOf('after', 'package'), 200)).text),
    );
    const kept = parsePackage(Buffer.from(before));
    expect({ cosigned, proof }).to.deep.equal({ cosigned: kept.cosigned, proof: kept.proof });
  });

  it('learns its witnesses’ sizes again if the file of cosignatures is lost', async () => {
    await world.gateway.close();
    await rm(join(world.directory, 'cosignatures'), { recursive: true });
    await world.restart();
    await deposit('relearnt');
    expect((await witnessed('relearnt')).result.verdict).to.equal('integrity-proven');
    const { result } = await witnessed('first');
    expect(result.log?.size).to.equal(1);
  });

  it('brings them in bundles', async () => {
    const batch = newBatch('cosigned-batch', 5);
    await post(url('/v1/batches'), joinLines(batch.header, ...batch.members), NDJSON_TYPE);
    const options = { trustRoot: world.trustRoot, time: new Date().toISOString() };
    const path = url(`/v1/batches/${AGENCY}/cosigned-batch/bundle`);
    const result = await until(
      async () => verifyBundle(Buffer.from((await getUntil(path, 200)).text), options),
      ({ records }) => records.every((each) => statusOf(each, 'witnesses') === 'match'),
    );
    expect(result.verdict).to.equal('integrity-proven');
    expect(result.records.length).to.equal(5);
  });
});
