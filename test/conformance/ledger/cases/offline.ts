import { status } from '@grpc/grpc-js';
import { connect, hash } from '@hyperledger/fabric-gateway';
import { expect } from 'chai';
import { refusal } from '../../transcript/outcome.js';
import { signLowS } from '../support/low-s.js';
import { casesOf } from '../ledger-case.js';
import { type Stage, text } from '../stage.js';

/** A client that knows who it acts for but holds no key, and what somebody elsewhere signs for it. */
function openWithoutSigner({ session, backend: { target } }: Stage) {
  const { identity, client, tlsClientCertificateHash } = session;
  const gateway = connect({
    client,
    identity: { mspId: identity.mspId, credentials: Buffer.from(identity.certificate) },
    hash: hash.none,
    ...(tlsClientCertificateHash && { tlsClientCertificateHash }),
  });
  const network = gateway.getNetwork(target.topology.channel);
  const contract = network.getContract(target.topology.chaincode.name, target.contractName);
  const sign = (message: Uint8Array, by = identity) => signLowS(by, message);
  return { gateway, network, contract, sign };
}

async function rejection(call: Promise<unknown>): Promise<unknown> {
  return await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
}

export const offlineCases = casesOf('offline-signing', {
  'evaluate-and-submit': {
    about: 'Proposal, transaction and commit status are each signed elsewhere.',
    run: async (stage) => {
      const { gateway, contract, sign } = openWithoutSigner(stage);
      const proposal = contract.newProposal('put', { arguments: [stage.key('a'), 'value'] });
      const bytes = proposal.getBytes();
      const signed = gateway.newSignedProposal(bytes, sign(proposal.getDigest()));
      expect(text(await signed.evaluate())).to.equal('value');
      const endorsed = await signed.endorse();
      const transaction = gateway.newSignedTransaction(endorsed.getBytes(), sign(endorsed.getDigest()));
      const submitted = await transaction.submit();
      const commit = gateway.newSignedCommit(submitted.getBytes(), sign(submitted.getDigest()));
      expect(await commit.getStatus()).to.include({ code: 0, successful: true });
      await stage.awaitEverywhere(transaction.getTransactionId());
      expect(await stage.evaluate('get', stage.key('a'))).to.equal('value');
    },
  },
  unsigned: {
    about: 'Without a signature nothing happens: the client itself refuses.',
    run: async (stage) => {
      const { contract } = openWithoutSigner(stage);
      const options = { arguments: [stage.key('a'), 'value'] };
      expect(await rejection(contract.evaluate('put', options))).to.be.instanceOf(Error);
      expect(await rejection(contract.submit('put', options))).to.be.instanceOf(Error);
      expect(await stage.evaluate('get', stage.key('a'))).to.equal('');
    },
  },
  'signed-by-another': {
    about: 'What another member signs is refused at each step, with the step’s own reason.',
    run: async (stage) => {
      const { gateway, contract, sign } = openWithoutSigner(stage);
      const other = stage.backend.target.clients.get(stage.mspIds[1]!)!;
      const proposal = contract.newProposal('put', { arguments: [stage.key('a'), 'value'] });
      const forged = gateway.newSignedProposal(proposal.getBytes(), sign(proposal.getDigest(), other));
      const evaluated = await refusal(forged.evaluate());
      expect(evaluated.code).to.equal(status.FAILED_PRECONDITION);
      expect(evaluated.message).to.include('access denied: channel').and.include('creator org');
      expect((await refusal(forged.endorse())).code).to.equal(status.ABORTED);
      const good = gateway.newSignedProposal(proposal.getBytes(), sign(proposal.getDigest()));
      const endorsed = await good.endorse();
      const stolen = gateway.newSignedTransaction(endorsed.getBytes(), sign(endorsed.getDigest(), other));
      expect((await refusal(stolen.submit())).code).to.equal(status.UNAVAILABLE);
      const transaction = gateway.newSignedTransaction(endorsed.getBytes(), sign(endorsed.getDigest()));
      const submitted = await transaction.submit();
      const curious = gateway.newSignedCommit(submitted.getBytes(), sign(submitted.getDigest(), other));
      expect((await refusal(curious.getStatus())).code).to.equal(status.PERMISSION_DENIED);
      expect((await stage.awaitEverywhere(transaction.getTransactionId())).code).to.equal(0);
    },
  },
  events: {
    about: 'Requests for events are signed elsewhere, too.',
    run: async (stage) => {
      const { gateway, network, sign } = openWithoutSigner(stage);
      const { block, transactionId } = await stage.submit('emit', stage.key('a'), 'payload');
      const request = network.newChaincodeEventsRequest(stage.chaincode, { startBlock: block });
      const signed = gateway.newSignedChaincodeEventsRequest(request.getBytes(), sign(request.getDigest()));
      const events = await signed.getEvents();
      for await (const event of events) {
        expect(event.transactionId).to.equal(transactionId);
        break;
      }
      events.close();
      const blocks = network.newBlockEventsRequest({ startBlock: block });
      const signedBlocks = gateway.newSignedBlockEventsRequest(blocks.getBytes(), sign(blocks.getDigest()));
      const stream = await signedBlocks.getEvents();
      for await (const each of stream) {
        expect(each.getHeader()!.getNumber()).to.equal(Number(block));
        break;
      }
      stream.close();
    },
  },
});
