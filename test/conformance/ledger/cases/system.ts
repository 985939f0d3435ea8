import { common, peer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { blockHash } from '../support/block-hash.js';
import { casesOf } from '../ledger-case.js';
import type { Stage } from '../stage.js';

/** Asks the ledger's own chaincode. */
async function ask({ network }: Stage, name: string, ...args: (string | Uint8Array)[]): Promise<Uint8Array> {
  return await network.getContract('qscc').evaluate(name, { arguments: [network.getName(), ...args] });
}

export const systemCases = casesOf('system-chaincode', {
  'chain-information': {
    about: 'qscc tells the height and the newest block’s hash, by which the block is found.',
    run: async (stage) => {
      const { block } = await stage.submit('put', stage.key('a'), '1');
      const information = common.BlockchainInfo.deserializeBinary(await ask(stage, 'GetChainInfo'));
      expect(BigInt(information.getHeight())).to.equal(block + 1n);
      const hash = information.getCurrentblockhash_asU8();
      const newest = common.Block.deserializeBinary(await ask(stage, 'GetBlockByHash', hash));
      expect(BigInt(newest.getHeader()!.getNumber())).to.equal(block);
      expect(blockHash(newest).equals(hash)).to.equal(true);
    },
  },
  'transaction-by-id': {
    about: 'qscc finds a transaction with its validation code, valid or not, and the block that holds it.',
    run: async (stage) => {
      const { mspIds, key } = stage;
      const valid = await stage.submit('put', key('a'), '1');
      const endorsingOrganizations = [mspIds[0]!];
      const invalid = await stage.settle('put', { arguments: [key('a'), '2'], endorsingOrganizations });
      for (const { transactionId, code, block } of [valid, invalid]) {
        const answer = await ask(stage, 'GetTransactionByID', transactionId);
        expect(peer.ProcessedTransaction.deserializeBinary(answer).getValidationcode()).to.equal(code);
        const found = common.Block.deserializeBinary(await ask(stage, 'GetBlockByTxID', transactionId));
        expect(BigInt(found.getHeader()!.getNumber())).to.equal(block);
      }
      expect(invalid.code).to.not.equal(valid.code);
    },
  },
});
