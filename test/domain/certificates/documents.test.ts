import { expect } from 'chai';
import type { Who } from '../support/record-play.js';
import { scenes } from './certificate-scenes.js';
import {
  act,
  bodies,
  certificateOf,
  court,
  holder,
  object,
  objector,
  registrar,
} from './certificate-stage.js';

const transferee = 'participant:transferee' as const;

/** Everything that can be done to a certificate by a document. */
const acts: readonly (readonly [keyof typeof scenes, action: string, ...by: Who[]])[] = [
  ['draft', 'apply', holder],
  ['draft', 'withdraw', holder],
  ['applied', 'accept', registrar],
  ['applied', 'reject', registrar],
  ['accepted', 'request-correction', registrar],
  ['correction', 'supplement', holder],
  ['accepted', 'review', registrar],
  ['reviewed', 'publicise', registrar],
  ['publicised', 'register', registrar],
  ['registered', 'change', holder, registrar],
  ['registered', 'correct', registrar],
  ['registered, soon ending', 'renew', holder, registrar],
  ['registered', 'transfer', holder, transferee],
  ['registered', 'freeze', court],
  ['registered, frozen', 'unfreeze', court],
  ['registered', 'cancel', holder],
  ['registered', 'revoke', registrar],
];

describe('the document on which a version rests', () => {
  for (const [scene, action, ...by] of acts) {
    it(`is the one that the signers of ${action} named`, async () => {
      const play = await scenes[scene]();
      expect(await act(play, action, by)).to.equal('done');
      expect(certificateOf(play).document).to.deep.equal(bodies[`certificate.${action}`]!['document']);
    });
  }

  it('is the objection’s, or its decision’s', async () => {
    const { document } = certificateOf(await scenes.objected());
    expect(document).to.deep.equal(bodies['objection.raise']!['document']);
    for (const [action, by] of [
      ['dismiss', registrar],
      ['uphold', registrar],
      ['withdraw', objector],
    ] as const) {
      const play = await scenes.objected();
      expect(await object(play, action, by)).to.equal('done');
      expect(certificateOf(play).document).to.deep.equal(bodies[`objection.${action}`]!['document']);
    }
  });

  it('is not carried on where there is none', async () => {
    const play = await scenes['registered, lapsed']();
    await act(play, 'expire', [transferee]);
    expect(certificateOf(play)).to.not.have.property('document');
    const draft = await scenes.draft();
    await act(draft, 'revise', [holder]);
    expect(certificateOf(draft)).to.not.have.property('document');
  });

  it('is never left out', async () => {
    for (const [scene, action, ...by] of acts) {
      const { document, ...rest } = bodies[`certificate.${action}`]!;
      const target = certificateOf(await scenes[scene]()).id;
      const order = { action: `certificate.${action}`, target, body: rest, by };
      expect(await (await scenes[scene]()).order(order), action).to.equal('COMMAND_BODY_INVALID');
    }
  });
});
