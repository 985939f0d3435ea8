import { issueIdentity, newOrganisationAuthorities } from '@quancheng/network';
import type { Proposal } from '@hyperledger/fabric-gateway';
import { alteredProposal } from '../altered-proposal.js';
import { resultOrRefusal } from '../outcome.js';
import type { Scenario, Stage } from '../scenario.js';

type MakeProposal = (stage: Stage) => Promise<Proposal> | Proposal;

const call = { arguments: ['refused', 'value'] };

/** Proposals that must be refused, each for one reason. */
const proposals: Readonly<Record<string, MakeProposal>> = {
  'chaincode-error': ({ open }) => open().contract.newProposal('fail', { arguments: ['as asked'] }),
  'chaincode-error-with-organisations': ({ open, target }) =>
    open().contract.newProposal('fail', {
      arguments: ['as asked'],
      endorsingOrganizations: target.organisations.slice(0, 2).map(({ mspId }) => mspId),
    }),
  'unknown-function': ({ open }) => open().contract.newProposal('nothing'),
  'missing-argument': ({ open }) => open().contract.newProposal('put', { arguments: ['alone'] }),
  'unknown-chaincode': ({ open }) => open().network.getContract('nothing').newProposal('put', call),
  'unknown-channel': ({ open, target }) =>
    open().gateway.getNetwork('nothing').getContract(target.topology.chaincode.name).newProposal('put', call),
  'unknown-organisation': ({ open }) =>
    open().contract.newProposal('put', { ...call, endorsingOrganizations: ['NobodyMSP'] }),
  'forged-signature': async ({ open }) => {
    const session = open();
    const signature = await session.sign(Buffer.alloc(32, 1));
    return await alteredProposal(session, 'put', call, { signature });
  },
  'malformed-signature': ({ open }) =>
    alteredProposal(open(), 'put', call, { signature: new Uint8Array([1]) }),
  'old-timestamp': ({ open }) => alteredProposal(open(), 'put', call, { shiftSeconds: -3600 }),
  'future-timestamp': ({ open }) => alteredProposal(open(), 'put', call, { shiftSeconds: 3600 }),
  'wrong-transaction-id': ({ open }) =>
    alteredProposal(open(), 'put', call, { transactionId: '0'.repeat(64) }),
  'stranger-certificate': async ({ open, target }) => {
    const [{ mspId } = { mspId: '' }] = target.organisations;
    const stranger = await newOrganisationAuthorities({ mspId, domain: 'stranger.example' });
    const identity = await issueIdentity(stranger, { name: 'client', role: 'client' });
    return open({ identity }).contract.newProposal('put', call);
  },
  'other-organisations-certificate': ({ open, target }) => {
    const [first, second] = target.organisations.map(({ mspId }) => target.clients.get(mspId)!);
    return open({ identity: { ...second!, mspId: first!.mspId } }).contract.newProposal('put', call);
  },
};

async function refusals(stage: Stage, action: (proposal: Proposal) => Promise<Uint8Array>): Promise<object> {
  const outcome: Record<string, unknown> = {};
  for (const [name, make] of Object.entries(proposals)) {
    outcome[name] = await resultOrRefusal(action(await make(stage)));
  }
  return outcome;
}

export const refusedProposalScenarios: readonly Scenario[] = [
  {
    name: 'refused-evaluate',
    about: 'Why evaluating is refused, and with which words.',
    run: (stage) => refusals(stage, (proposal) => proposal.evaluate()),
  },
  {
    name: 'refused-endorse',
    about: 'Why endorsement is refused, and with which words.',
    run: (stage) => refusals(stage, async (proposal) => (await proposal.endorse()).getResult()),
  },
];
