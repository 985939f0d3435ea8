import type { JsonObject } from '@quancheng/protocol';
import { expect } from 'chai';
import type { RecordPlay } from '../support/record-play.js';
import { depositProof, description, digests, REGISTRY, rights, rootHex } from './certificate-fixtures.js';
import { scenes, sceneAfter } from './certificate-scenes.js';
import { act, certificateOf, define, holder, newStage } from './certificate-stage.js';

const proof = digests('5');
const agreementEnds = '2030-01-01T00:00:00.000Z';

/** What applying comes to with this description, in the register of this type with these settings. */
async function applying(change: JsonObject, type = 'resource', settings: JsonObject = {}): Promise<string> {
  const play = await newStage(settings);
  const body = { register: `${REGISTRY}/${type}`, description: { ...description, ...change } };
  expect(await act(play, 'draft', [holder], body)).to.equal('done');
  return act(play, 'apply', [holder]);
}

describe('applications for certificates', () => {
  it('say where the data come from, and prove it unless they are the holder’s own', async () => {
    for (const kind of ['bought', 'public', 'authorised']) {
      const source = { kind, statement: '来源', agreementEnds };
      expect(await applying({ source }), kind).to.equal('FIELD_REQUIRED');
      expect(await applying({ source: { ...source, proof } }), kind).to.equal('done');
    }
    const authorised = { kind: 'authorised', statement: '来源', proof };
    for (const permitsSecurity of [true, false]) {
      const source = { kind: 'bought', statement: '来源', agreementEnds, proof, permitsSecurity };
      expect(await applying({ source })).to.equal('done');
    }
    expect(await applying({ source: authorised })).to.equal('FIELD_REQUIRED');
  });

  it('have what their type demands, and what their register demands besides', async () => {
    const both = { algorithm: '脱敏后聚合', sample: digests('6') };
    expect(await applying(both, 'data-ip')).to.equal('done');
    expect(await applying({ algorithm: both.algorithm }, 'data-ip')).to.equal('FIELD_REQUIRED');
    expect(await applying({ sample: both.sample }, 'data-ip')).to.equal('FIELD_REQUIRED');
    const notary = { office: '公证处', reference: '第 1 号', document: digests('7') };
    for (const [name, value] of Object.entries({ ...both, notary })) {
      for (const type of ['resource', 'asset', 'product']) {
        const settings = { requiredFields: [name] };
        expect(await applying({}, type, settings), type).to.equal('FIELD_REQUIRED');
        expect(await applying({ [name]: value }, type, settings), type).to.equal('done');
      }
    }
  });

  it('use a vocabulary of rights that the register uses', async () => {
    expect(await applying({}, 'resource', { vocabularies: ['2025'] })).to.equal('VOCABULARY_UNKNOWN');
  });

  it('are refused for core data, by a code of its own, and for any other form', async () => {
    const play = await newStage();
    const drafting = (change: JsonObject) =>
      act(play, 'draft', [holder], { description: { ...description, ...change } });
    expect(await drafting({ level: 'core' })).to.equal('LEVEL_REFUSED');
    expect(await drafting({ price: '1' })).to.equal('COMMAND_BODY_INVALID');
    expect(await act(play, 'draft', [holder], { register: `${REGISTRY}/none` })).to.equal(
      'REFERENCE_UNKNOWN',
    );
    const naming = (...names: string[]) =>
      act(play.fork(), 'draft', [holder], { rights: { ...rights, names } });
    expect(await naming()).to.equal('COMMAND_BODY_INVALID');
    expect(await naming('b', 'a')).to.equal('COMMAND_BODY_INVALID');
    expect(await naming(...'abcdefgh'.split(''))).to.equal('done');
    expect(await naming(...'abcdefghi'.split(''))).to.equal('COMMAND_BODY_INVALID');
  });

  it('are not taken by a closed register', async () => {
    const play = await scenes.draft();
    await define(play, 'register.close', `${REGISTRY}/resource`, {});
    expect(await act(play, 'apply', [holder])).to.equal('REGISTER_CLOSED');
  });
});

describe('the evidence of an application', () => {
  const applyWith = async (deposit: JsonObject) => act(await scenes.draft(), 'apply', [holder], { deposit });

  it('is in a tree that the ledger has anchored', async () => {
    for (const size of [7, 11]) {
      for (let index = 0; index < size; index += 1) {
        expect(await applyWith(depositProof(index, size))).to.equal('done');
      }
    }
    expect(await applyWith(depositProof(5, 9))).to.equal('REFERENCE_UNKNOWN');
    expect(await applyWith({ ...depositProof(5), origin: 'elsewhere' })).to.equal('REFERENCE_UNKNOWN');
  });

  it('is refused with any part of the proof another', async () => {
    const right = depositProof(5);
    const path = right['path'] as readonly string[];
    const entry = right['entry'] as JsonObject;
    const wrong: Readonly<Record<string, JsonObject>> = {
      'another index': { index: 4 },
      'an index beyond the tree': { index: 11 },
      'another tree’s path': { path: depositProof(5, 7)['path']! },
      'a shorter path': { path: path.slice(1) },
      'a longer path': { path: [...path, path[0]!] },
      'another order of the path': { path: [...path].reverse() },
      'another statement': { entry: { ...entry, sha256: 'f'.repeat(64) } },
      'another SM3': { entry: { ...entry, sm3: 'f'.repeat(64) } },
      'an earlier receipt': { entry: { ...entry, received: '2026-11-21T08:00:00.000Z' } },
      'a smaller anchored tree': { size: 7 },
    };
    for (const [name, change] of Object.entries(wrong)) {
      expect(await applyWith({ ...right, ...change }), name).to.equal('EVIDENCE_UNPROVEN');
    }
  });

  it('may be the only entry of its tree, and no path is longer than a tree is high', async () => {
    const play = await scenes.draft();
    const at = { tick: 1, time: play.now };
    const anchor = { origin: 'log.example/one', size: 1, root: rootHex(1), number: 1, note: '00', at };
    play.put({ kind: 'anchor', value: anchor });
    const one = { ...depositProof(0, 1), origin: 'log.example/one' };
    expect(await act(play.fork(), 'apply', [holder], { deposit: one })).to.equal('done');
    const pathOf = (length: number) => ({ ...one, path: Array.from({ length }, () => '0'.repeat(64)) });
    expect(await act(play, 'apply', [holder], { deposit: pathOf(64) })).to.equal('EVIDENCE_UNPROVEN');
    expect(await act(play, 'apply', [holder], { deposit: pathOf(65) })).to.equal('COMMAND_BODY_INVALID');
  });

  it('is kept, with the time until which the application is accepted', async () => {
    const { evidence, acceptanceDue, registerVersion, document } = certificateOf(await scenes.applied());
    expect(evidence).to.deep.equal({
      origin: 'log.example/quancheng',
      index: 5,
      size: 11,
      sha256: '5'.repeat(64),
      sm3: '5'.repeat(64),
      received: '2026-11-22T08:00:00.000Z',
    });
    // Applied for on Monday: Tuesday, Wednesday, and the end of Thursday in Jinan.
    expect(acceptanceDue).to.equal('2026-11-26T16:00:00.000Z');
    expect([registerVersion, document]).to.deep.equal([1, digests('1')]);
  });

  const rival = 'participant:rival' as const;
  const rivalApplies = async (play: RecordPlay, register = `${REGISTRY}/resource`) => {
    expect(await act(play, 'draft', [rival], { register }, 'rival/certificate-1')).to.equal('done');
    return act(play, 'apply', [rival], {}, 'rival/certificate-1');
  };

  it('serves one certificate of a register at a time', async () => {
    for (const [name, scene] of Object.entries(scenes)) {
      const wanted = /absent|draft|lapsed|rejected|withdrawn|expired|cancelled|revoked/.test(name);
      expect(await rivalApplies(await scene()), name).to.equal(wanted ? 'done' : 'EVIDENCE_CLAIMED');
    }
    expect(await rivalApplies(await scenes.registered(), `${REGISTRY}/product`)).to.equal('done');
  });

  it('is claimed by whoever took it last', async () => {
    const taken = sceneAfter(scenes.rejected, (play) => rivalApplies(play));
    const play = await taken();
    expect(await act(play, 'draft', [holder], {}, 'holder/certificate-2')).to.equal('done');
    expect(await act(play, 'apply', [holder], {}, 'holder/certificate-2')).to.equal('EVIDENCE_CLAIMED');
    const claims = play.keys().filter((key) => key.startsWith('claim/'));
    expect(claims).to.have.lengthOf(1);
    expect(play.value(claims[0]!)).to.include({
      status: 'held',
      what: 'deposit',
      register: `${REGISTRY}/resource`,
      value: '5'.repeat(64),
      holder: 'rival/certificate-1',
      version: 2,
    });
  });
});
