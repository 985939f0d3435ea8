import type { ServiceError } from '@grpc/grpc-js';
import { peer } from '@hyperledger/fabric-protos';
import { utf8 } from '../outcome.js';
import { type Invocation, signedProposal } from '../peer-messages.js';
import type { Scenario, Stage } from '../scenario.js';
import type { Session } from '../session.js';

interface Answer {
  readonly status?: number;
  readonly message?: string;
  readonly payload?: string | undefined;
  readonly isEndorsed?: boolean;
  readonly refused?: { readonly code: number; readonly details: string };
}

const method = '/protos.Endorser/ProcessProposal';

async function process({ client }: Session, proposal: peer.SignedProposal): Promise<Answer> {
  return await new Promise((resolve) => {
    client.makeUnaryRequest(
      method,
      (message: peer.SignedProposal) => Buffer.from(message.serializeBinary()),
      (bytes) => peer.ProposalResponse.deserializeBinary(bytes),
      proposal,
      (error: ServiceError | null, answer) => {
        const response = answer?.getResponse();
        resolve(
          answer === undefined
            ? { refused: { code: error?.code ?? 0, details: error?.details ?? '' } }
            : {
                status: response?.getStatus() ?? 0,
                message: response?.getMessage() ?? '',
                payload: utf8(response?.getPayload_asU8() ?? new Uint8Array()),
                isEndorsed: answer.getEndorsement() !== undefined,
              },
        );
      },
    );
  });
}

function invocations({ target: { topology, contractName } }: Stage): Record<string, Invocation> {
  const channel = topology.channel;
  const chaincode = topology.chaincode.name;
  const qualified = (name: string) => (contractName === undefined ? name : `${contractName}:${name}`);
  return {
    put: { channel, chaincode, words: [qualified('put'), 'endorser', 'value'] },
    fail: { channel, chaincode, words: [qualified('fail'), 'as asked'] },
    'unknown-chaincode': { channel, chaincode: 'nothing', words: [qualified('put'), 'a', 'b'] },
    'unknown-channel': { channel: 'nothing', chaincode, words: [qualified('get'), 'endorser'] },
    'empty-channel': { channel: '', chaincode, words: [qualified('get'), 'endorser'] },
    'no-arguments': { channel, chaincode, words: [] },
  };
}

const chaincode: Scenario = {
  name: 'endorser',
  about: 'The Endorser service directly, as the peer command uses it.',
  run: async (stage) => {
    const session = stage.open();
    const outcome: Record<string, Answer> = {};
    for (const [name, invocation] of Object.entries(invocations(stage))) {
      outcome[name] = await process(session, await signedProposal(session, invocation));
    }
    const proposal = await signedProposal(session, invocations(stage)['put']!);
    proposal.setSignature(await session.sign(Buffer.alloc(32, 1)));
    return { ...outcome, 'forged-signature': await process(session, proposal) };
  },
};

const systemChaincode: Scenario = {
  name: 'system-chaincode',
  about:
    'What the peer command asks system chaincode: channel list, channel information, chaincode definitions.',
  run: async ({ open, target }) => {
    const session = open();
    const { channel } = target.topology;
    const questions: Record<string, Invocation> = {
      channels: { channel: '', chaincode: 'cscc', words: ['GetChannels'] },
      information: { channel, chaincode: 'qscc', words: ['GetChainInfo', channel] },
      block: { channel, chaincode: 'qscc', words: ['GetBlockByNumber', channel, '3'] },
      'absent-block': { channel, chaincode: 'qscc', words: ['GetBlockByNumber', channel, '999999'] },
      'absent-transaction': { channel, chaincode: 'qscc', words: ['GetTransactionByID', channel, '00'] },
      'unknown-function': { channel, chaincode: 'qscc', words: ['GetNothing', channel] },
    };
    const outcome: Record<string, Answer> = {};
    for (const [name, invocation] of Object.entries(questions)) {
      const answer = await process(session, await signedProposal(session, invocation));
      outcome[name] = { ...answer, payload: undefined };
    }
    return outcome;
  },
};

export const endorserScenarios: readonly Scenario[] = [chaincode, systemChaincode];
