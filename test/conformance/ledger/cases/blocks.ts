import {
  type BlockEventsOptions,
  type Checkpointer,
  type CloseableAsyncIterable,
  checkpointers,
} from '@hyperledger/fabric-gateway';
import type { common, peer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { type LedgerCase, casesOf } from '../ledger-case.js';
import { Listener } from '../support/listener.js';
import type { Stage } from '../stage.js';

interface Kind<B> {
  readonly open: (stage: Stage, options?: BlockEventsOptions) => Promise<CloseableAsyncIterable<B>>;
  readonly number: (block: B) => number;
  readonly advance: (checkpointer: Checkpointer, block: B) => Promise<void>;
}

const full: Kind<common.Block> = {
  open: ({ network }, options) => network.getBlockEvents(options),
  number: (block) => block.getHeader()!.getNumber(),
  advance: (checkpointer, block) => checkpointer.checkpointBlock(BigInt(full.number(block))),
};
const filtered: Kind<peer.FilteredBlock> = {
  open: ({ network }, options) => network.getFilteredBlockEvents(options),
  number: (block) => block.getNumber(),
  advance: (checkpointer, block) => checkpointer.checkpointBlock(BigInt(block.getNumber())),
};
const withPrivateData: Kind<peer.BlockAndPrivateData> = {
  open: ({ network }, options) => network.getBlockAndPrivateDataEvents(options),
  number: (block) => block.getBlock()!.getHeader()!.getNumber(),
  advance: (checkpointer, block) => checkpointer.checkpointBlock(BigInt(withPrivateData.number(block))),
};

async function addBlock({ submit, key }: Stage): Promise<number> {
  return Number((await submit('put', key('a'), 'value')).block);
}

/** What clients do with a stream of blocks, whatever is in them. */
function streamCases<B>({ open, number, advance }: Kind<B>): Record<string, Omit<LedgerCase, 'id'>> {
  const listen = async (stage: Stage, options?: BlockEventsOptions) =>
    await Listener.open(await open(stage, options), stage);
  const numbers = (blocks: readonly B[]) => blocks.map(number);
  return {
    live: {
      about: 'A block reaches a client that was listening.',
      run: async (stage) => {
        const listener = await listen(stage);
        const block = await addBlock(stage);
        expect(numbers(await listener.last(1))).to.deep.equal([block]);
      },
    },
    replay: {
      about: 'A client that starts at an earlier block gets it, and those after it without a gap.',
      run: async (stage) => {
        const block = await addBlock(stage);
        await addBlock(stage);
        const listener = await listen(stage, { startBlock: BigInt(block) });
        expect(numbers(await listener.last(2))).to.deep.equal([block, block + 1]);
      },
    },
    'close-and-listen-again': {
      about: 'A client that has closed its stream can open another.',
      run: async (stage) => {
        const first = await listen(stage);
        const block = await addBlock(stage);
        expect(numbers(await first.last(1))).to.deep.equal([block]);
        const second = await listen(stage);
        await addBlock(stage);
        expect(numbers(await second.last(1))).to.deep.equal([block + 1]);
      },
    },
    'two-listeners': {
      about: 'Closing one stream does not disturb another.',
      run: async (stage) => {
        const [first, second] = [await listen(stage), await listen(stage)];
        const block = await addBlock(stage);
        expect(numbers(await first.last(1))).to.deep.equal([block]);
        expect(numbers(await second.next(1))).to.deep.equal([block]);
        await addBlock(stage);
        expect(numbers(await second.last(1))).to.deep.equal([block + 1]);
      },
    },
    checkpoint: {
      about: 'A checkpoint leads on to the block after the last that was dealt with.',
      run: async (stage) => {
        const checkpoint = checkpointers.inMemory();
        const first = await listen(stage);
        await addBlock(stage);
        const [block] = await first.last(1);
        await advance(checkpoint, block!);
        await addBlock(stage);
        const second = await listen(stage, { checkpoint });
        expect(numbers(await second.last(1))).to.deep.equal([number(block!) + 1]);
      },
    },
  };
}

export const blockCases = [
  ...casesOf('blocks', streamCases(full)),
  ...casesOf('filtered-blocks', streamCases(filtered)),
  ...casesOf('blocks-and-private-data', streamCases(withPrivateData)),
];
