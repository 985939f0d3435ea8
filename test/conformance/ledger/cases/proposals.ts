import { status } from '@grpc/grpc-js';
import { type Identity, issueIdentity, newOrganisationAuthorities } from '@quancheng/network';
import { expect } from 'chai';
import { alteredProposal } from '../../transcript/altered-proposal.js';
import { refusal } from '../../transcript/outcome.js';
import { issueExpired } from '../support/issue-expired.js';
import { type LedgerCase, casesOf } from '../ledger-case.js';
import type { Stage } from '../stage.js';

const minute = 60;

interface Refused {
  readonly about: string;
  /** Of evaluating; endorsing is always ABORTED. */
  readonly code: number;
  readonly reason: RegExp;
}

/** A proposal that is refused whether it is evaluated or endorsed, in the same words. */
function refused(
  { about, code, reason }: Refused,
  make: (stage: Stage, options: { arguments: string[] }) => ReturnType<typeof alteredProposal>,
): Omit<LedgerCase, 'id'> {
  return {
    about,
    run: async (stage) => {
      const proposal = await make(stage, { arguments: [stage.key('a'), '1'] });
      const evaluated = await refusal(proposal.evaluate());
      expect(evaluated.code).to.equal(code);
      const endorsed = await refusal(proposal.endorse());
      expect(endorsed.code).to.equal(status.ABORTED);
      for (const { details } of [evaluated, endorsed]) {
        expect(details).to.not.be.empty;
        for (const { message } of details) expect(message).to.match(reason);
      }
    },
  };
}

function shifted(about: string, shiftSeconds: number): Omit<LedgerCase, 'id'> {
  const reason = /request unauthorized due to incorrect timestamp/;
  return refused({ about, code: status.UNAVAILABLE, reason }, ({ session }, options) =>
    alteredProposal(session, 'put', options, { shiftSeconds }),
  );
}

function proposedBy(about: string, code: number, reason: RegExp, as: (stage: Stage) => Promise<Identity>) {
  return refused({ about, code, reason }, async (stage, options) =>
    alteredProposal(stage.open({ identity: await as(stage) }), 'put', options, {}),
  );
}

const denied = /access denied: channel \[\w+\] creator org/;

export const proposalCases = casesOf('proposal', {
  'old-timestamp': shifted('A proposal from sixteen minutes ago.', -16 * minute),
  'future-timestamp': shifted('A proposal from sixteen minutes ahead.', 16 * minute),
  'timestamp-within-window': {
    about: 'Fourteen minutes to either side are allowed for clocks.',
    run: async ({ session, key }) => {
      for (const shiftSeconds of [-14 * minute, 14 * minute]) {
        const options = { arguments: [key('a'), '1'] };
        const proposal = await alteredProposal(session, 'put', options, { shiftSeconds });
        expect(Buffer.from(await proposal.evaluate()).toString()).to.equal('1');
        await proposal.endorse();
      }
    },
  },
  'forged-signature': refused(
    {
      about: 'A signature over something else.',
      code: status.FAILED_PRECONDITION,
      reason: denied,
    },
    async ({ session }, options) => {
      const signature = await session.sign(Buffer.alloc(32, 1));
      return await alteredProposal(session, 'put', options, { signature });
    },
  ),
  'wrong-transaction-id': refused(
    {
      about: 'A transaction id that is not the hash of nonce and creator.',
      code: status.FAILED_PRECONDITION,
      reason: /incorrectly computed txid/,
    },
    ({ session }, options) => alteredProposal(session, 'put', options, { transactionId: '0'.repeat(64) }),
  ),
  repeated: {
    about: 'A proposal whose transaction is committed already is not run again.',
    run: async ({ contract, key, awaitEverywhere }) => {
      const proposal = contract.newProposal('put', { arguments: [key('a'), '1'] });
      await (await proposal.endorse()).submit();
      await awaitEverywhere(proposal.getTransactionId());
      const again = await refusal(proposal.evaluate());
      expect(again.code).to.equal(status.FAILED_PRECONDITION);
      expect(again.message).to.include(`duplicate transaction found [${proposal.getTransactionId()}]`);
      expect((await refusal(proposal.endorse())).code).to.equal(status.ABORTED);
    },
  },
  stranger: proposedBy(
    'Nobody of the channel has issued the proposer’s certificate.',
    status.FAILED_PRECONDITION,
    /access denied: channel \[\w+\] creator org unknown, creator is malformed/,
    async ({ mspIds }) => {
      const authorities = await newOrganisationAuthorities({ mspId: mspIds[0]!, domain: 'stranger.example' });
      return await issueIdentity(authorities, { name: 'client', role: 'client' });
    },
  ),
  'expired-certificate': proposedBy(
    'The proposer’s certificate has ended.',
    status.UNAVAILABLE,
    /proposal client identity expired/,
    ({ backend }) => issueExpired(backend.authorities),
  ),
  'peer-as-writer': proposedBy(
    'A peer is no writer: what would write it may not even ask for.',
    status.FAILED_PRECONDITION,
    /failed evaluating policy/i,
    ({ backend, mspIds }) => Promise.resolve(backend.endorsers.get(mspIds[0]!)!),
  ),
});
