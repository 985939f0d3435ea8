import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { common, peer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { type Endorsed, changeChannelHeader, endorse, forge } from '../support/forge.js';
import { broadcast, orderRaw, submitRaw } from '../support/order.js';
import { codesOf, readFiltered } from '../support/read-blocks.js';
import { casesOf } from '../ledger-case.js';
import type { Stage } from '../stage.js';

const { VALID, DUPLICATE_TXID } = peer.TxValidationCode;

/**
 * BFT orderers remember at least a thousand requests after ordering them and look every five seconds whether there are
 * more; the embedded node forgets by the thousand, so that it may remember two.
 */
const remembered = 2000;

export const duplicateCases = casesOf('validation', {
  'duplicate-txid': {
    about: 'A transaction that comes again after the orderers have forgotten it changes nothing.',
    run: async (stage) => {
      const { key, session, awaitEverywhere } = stage;
      const endorsed = await endorse(stage, 'put', { arguments: [key('a'), 'value'] });
      const { transactionId } = endorsed;
      const envelope = forge(endorsed, session.identity);
      expect(await orderRaw(stage, envelope, transactionId)).to.equal(VALID);
      const { block } = await awaitEverywhere(transactionId);
      const answers = await broadcast(stage, ...newRequests(stage, endorsed, remembered + 10));
      expect(answers.every(({ status }) => status === common.Status.SUCCESS)).to.equal(true);
      expect(await submitUntilSeenAgain(stage, envelope, { transactionId, block })).to.deep.equal([
        VALID,
        DUPLICATE_TXID,
      ]);
      expect((await awaitEverywhere(transactionId)).code, 'the first result stays').to.equal(VALID);
      expect(await stage.evaluate('get', key('a'))).to.equal('later');
    },
  },
});

/**
 * Transactions with another nonce than was endorsed, each a request of its own to the orderers, which do not look into
 * them. They keep their action: a block with a valid transaction and one without any action crashes Fabric’s peers.
 */
function newRequests({ session }: Stage, { envelope }: Endorsed, count: number): common.Envelope[] {
  return Array.from({ length: count }, () =>
    forge({ envelope, transactionId: '' }, session.identity, (payload) => {
      const header = common.SignatureHeader.deserializeBinary(payload.getHeader()!.getSignatureHeader_asU8());
      const nonce = randomBytes(24);
      const id = createHash('sha256').update(nonce).update(header.getCreator_asU8()).digest('hex');
      header.setNonce(nonce);
      payload.getHeader()!.setSignatureHeader(header.serializeBinary());
      changeChannelHeader(payload, (channelHeader) => channelHeader.setTxId(id));
    }),
  );
}

/** Orderers forget one after the other: whether the gateway calls it a success does not matter, the blocks do. */
async function submitUntilSeenAgain(
  stage: Stage,
  envelope: common.Envelope,
  { transactionId, block: first }: { transactionId: string; block: bigint },
): Promise<number[]> {
  for (let attempt = 0; attempt < 40; attempt += 1) {
    await submitRaw(stage, envelope, transactionId).catch(() => undefined);
    const { block } = await stage.submit('put', stage.key('a'), 'later');
    const codes = codesOf(await readFiltered(stage.network, first, block), transactionId);
    if (codes.length > 1) return codes;
    await pause(300);
  }
  throw new Error('the orderers did not forget the transaction');
}
