import { setTimeout as delay } from 'node:timers/promises';
import { status } from '@grpc/grpc-js';
import { gateway as gatewayMessages } from '@hyperledger/fabric-protos';
import { type Refusal, refusal } from '../outcome.js';
import type { Scenario } from '../scenario.js';

const forgedEnvelope: Scenario = {
  name: 'forged-envelope',
  about: 'An endorsed transaction whose envelope signature is not the creator’s is submitted.',
  run: async ({ open }) => {
    const { contract, gateway, sign } = open();
    const transaction = await contract.newProposal('put', { arguments: ['forged', 'value'] }).endorse();
    const forged = gateway.newSignedTransaction(transaction.getBytes(), await sign(Buffer.alloc(32, 1)));
    return await refusal(forged.submit());
  },
};

const twice: Scenario = {
  name: 'submitted-twice',
  about: 'A transaction is submitted again after it was committed; its status stays the first one.',
  run: async ({ open }) => {
    const { contract } = open();
    const transaction = await contract.newProposal('put', { arguments: ['twice', 'value'] }).endorse();
    const first = await (await transaction.submit()).getStatus();
    await delay(1000);
    const again = await transaction.submit().then(
      async (commit) => ({ accepted: (await commit.getStatus()).code }),
      async () => await refusal(transaction.submit()),
    );
    return { first: first.code, again };
  },
};

/** A commit status request like another, but for this transaction and still to be signed. */
function statusRequest(bytes: Uint8Array, transactionId: string): Uint8Array {
  const signed = gatewayMessages.SignedCommitStatusRequest.deserializeBinary(bytes);
  const request = gatewayMessages.CommitStatusRequest.deserializeBinary(signed.getRequest_asU8());
  request.setTransactionId(transactionId);
  signed.setRequest(request.serializeBinary());
  signed.setSignature('');
  return signed.serializeBinary();
}

/** Client and server both watch the deadline, and either may be first. */
function atDeadline(refused: Refusal): Refusal {
  const codes: readonly number[] = [status.CANCELLED, status.DEADLINE_EXCEEDED];
  return codes.includes(refused.code)
    ? { ...refused, code: status.DEADLINE_EXCEEDED, message: '4 DEADLINE_EXCEEDED: Deadline exceeded' }
    : refused;
}

const unknownStatus: Scenario = {
  name: 'status-refused',
  about: 'A commit status is asked with a forged signature, and of a transaction that was never submitted.',
  run: async ({ open }) => {
    const { contract, gateway, sign } = open();
    const commit = await contract.submitAsync('put', { arguments: ['status', 'value'] });
    await commit.getStatus();
    const forged = gateway.newSignedCommit(commit.getBytes(), await sign(Buffer.alloc(32, 1)));
    const endorsed = await contract.newProposal('put', { arguments: ['never', 'value'] }).endorse();
    const never = gateway.newCommit(statusRequest(commit.getBytes(), endorsed.getTransactionId()));
    return {
      forged: await refusal(forged.getStatus()),
      never: atDeadline(await refusal(never.getStatus({ deadline: Date.now() + 1000 }))),
    };
  },
};

export const refusedSubmitScenarios: readonly Scenario[] = [forgedEnvelope, twice, unknownStatus];
