import type { peer } from '@hyperledger/fabric-protos';
import { verifyEndorsedRead } from '@quancheng/verifier';
import { expect } from 'chai';
import { codeOf } from '../support/evidence/codes.js';
import { newTestConsortium } from '../support/evidence/consortium.js';
import { buildRead } from '../support/evidence/read-builder.js';
import type { Level } from '../support/evidence/read-parts.js';
import { newTestLedger } from '../support/evidence/test-ledger.js';
import { endorsementAttacks } from './cases/endorsement-attacks.js';
import { consortium, KEY } from './cases/read-attack.js';
import { contextAttacks } from './cases/read-context-attacks.js';
import { formAttacks } from './cases/read-form-attacks.js';
import { readSetAttacks } from './cases/read-set-attacks.js';

describe('endorsed read under attack', () => {
  const state = newTestLedger();
  state.put('ledger', { ledger: 'x' });
  state.put(KEY, { value: 1 });
  const groups = {
    form: formAttacks,
    'read set': readSetAttacks,
    context: contextAttacks,
    endorsements: endorsementAttacks,
  };
  for (const [group, attacks] of Object.entries(groups)) {
    for (const [name, change, code] of attacks) {
      it(`${group}: ${name} is refused with ${code}`, () => {
        const bytes = buildRead(consortium, state, { keys: [KEY], change });
        expect(codeOf(() => verifyEndorsedRead(bytes, consortium.root))).to.equal(code);
      });
    }
  }

  it('counts endorsers of one operator once', () => {
    const { organisations, content } = consortium;
    const root = newTestConsortium(
      organisations.map(({ mspId }, index) => [mspId, index < 2 ? 'one' : 'two'] as const),
    ).root;
    expect(content.endorsement.threshold).to.equal(2);
    const read = (endorsers: number[]) => buildRead(consortium, state, { keys: [KEY], endorsers });
    expect(codeOf(() => verifyEndorsedRead(read([0, 1]), root))).to.equal('ENDORSEMENT_TOO_FEW');
    expect(verifyEndorsedRead(read([0, 1, 2]), root).endorsers).to.deep.equal([
      { operator: 'one', organisations: [organisations[0]!.mspId, organisations[1]!.mspId] },
      { operator: 'two', organisations: [organisations[2]!.mspId] },
    ]);
  });

  it('cannot be given the endorsements of another read', () => {
    let taken: peer.Endorsement[] = [];
    buildRead(consortium, state, {
      keys: ['key/b'],
      change: (parts) => (parts.changeEndorsed = (endorsed) => (taken = endorsed.getEndorsementsList())),
    });
    const bytes = buildRead(consortium, state, {
      keys: [KEY],
      change: (parts) => (parts.changeEndorsed = (endorsed) => endorsed.setEndorsementsList(taken)),
    });
    expect(codeOf(() => verifyEndorsedRead(bytes, consortium.root))).to.equal('READ_SIGNATURE_INVALID');
  });

  it('cannot be split elsewhere, though Fabric hashes its parts without their lengths', () => {
    const parts: readonly (readonly [Level, Level])[] = [
      ['ChannelHeader', 'SignatureHeader'],
      ['SignatureHeader', 'ChaincodeProposalPayload'],
    ];
    for (const [before, behind] of parts) {
      let moved: Uint8Array = new Uint8Array();
      for (let count = 1; count < 300; count += 1) {
        const move = (level: Level, bytes: Uint8Array) => {
          if (level === behind) return Uint8Array.of(...moved, ...bytes);
          if (level !== before) return bytes;
          moved = bytes.slice(-count);
          return bytes.slice(0, -count);
        };
        const bytes = buildRead(consortium, state, {
          keys: [KEY],
          change: (each) => (each.transform = move),
        });
        expect(
          codeOf(() => verifyEndorsedRead(bytes, consortium.root)),
          `${before} ${count}`,
        ).to.equal('READ_MALFORMED');
      }
    }
  }).timeout(60_000);

  it('cannot move bytes between the response and an endorser’s identity', () => {
    const bytes = buildRead(consortium, state, {
      keys: [KEY],
      change: (parts) =>
        (parts.changeEndorsed = (endorsed) => {
          const payload = endorsed.getProposalResponsePayload_asU8();
          endorsed.setProposalResponsePayload(payload.subarray(0, -1));
          for (const each of endorsed.getEndorsementsList()) {
            each.setEndorser(Uint8Array.of(payload.at(-1)!, ...each.getEndorser_asU8()));
          }
        }),
    });
    expect(codeOf(() => verifyEndorsedRead(bytes, consortium.root))).to.equal('READ_MALFORMED');
  });
});
