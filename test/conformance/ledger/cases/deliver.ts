import { Client } from '@grpc/grpc-js';
import { common } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import { signedSeek } from '../../transcript/peer-messages.js';
import { bindToConnection, openCredentials } from '../../transcript/session.js';
import {
  type Delivered,
  type Method,
  type Position,
  deliverFromOrderer,
  deliverFromPeer,
  seek,
} from '../support/deliver.js';
import { blockHash, dataHash } from '../support/block-hash.js';
import { casesOf } from '../ledger-case.js';
import type { Stage } from '../stage.js';

const { BAD_REQUEST, FORBIDDEN, NOT_FOUND, SUCCESS } = common.Status;
const methods: readonly Method[] = ['Deliver', 'DeliverFiltered', 'DeliverWithPrivateData'];

interface Asked {
  readonly method?: Method;
  readonly isWaiting?: boolean;
  readonly most?: number;
  readonly channel?: string;
}

async function ask(
  { session, backend }: Stage,
  start: Position,
  stop: Position,
  { method = 'Deliver', isWaiting, most, channel }: Asked = {},
): Promise<Delivered> {
  const name = channel ?? backend.target.topology.channel;
  const request = await signedSeek(session, name, seek(start, stop, isWaiting));
  return await deliverFromPeer(session.client, method, request, most);
}

async function addBlock({ submit, key }: Stage): Promise<number> {
  return Number((await submit('put', key('a'), 'value')).block);
}

export const deliverCases = casesOf('deliver', {
  'by-number': {
    about: 'A closed range of numbers comes in order and whole, with SUCCESS at its end, in each form.',
    run: async (stage) => {
      for (const method of methods) {
        const { numbers, status } = await ask(stage, 1, 3, { method });
        expect(numbers).to.deep.equal([1, 2, 3]);
        expect(status).to.equal(SUCCESS);
      }
    },
  },
  oldest: {
    about: 'The oldest block is the channel’s first configuration.',
    run: async (stage) => {
      const { numbers, status } = await ask(stage, 'oldest', 'oldest');
      expect(numbers).to.deep.equal([0]);
      expect(status).to.equal(SUCCESS);
    },
  },
  newest: {
    about: 'The newest block is the last that was committed.',
    run: async (stage) => {
      const block = await addBlock(stage);
      const { numbers, status } = await ask(stage, 'newest', 'newest');
      expect(numbers).to.deep.equal([block]);
      expect(status).to.equal(SUCCESS);
      expect((await ask(stage, block - 1, 'newest')).numbers).to.deep.equal([block - 1, block]);
    },
  },
  live: {
    about: 'A block that is not there yet is waited for, in each form.',
    run: async (stage) => {
      const next = (await addBlock(stage)) + 1;
      const waiting = methods.map((method) => ask(stage, next, next, { method, isWaiting: true }));
      await addBlock(stage);
      for (const { numbers, status } of await Promise.all(waiting)) {
        expect(numbers).to.deep.equal([next]);
        expect(status).to.equal(SUCCESS);
      }
    },
  },
  absent: {
    about: 'A block that is not there is NOT_FOUND for those who do not wait.',
    run: async (stage) => {
      const { numbers, status } = await ask(stage, 999_999, 999_999);
      expect(numbers).to.deep.equal([]);
      expect(status).to.equal(NOT_FOUND);
    },
  },
  backwards: {
    about: 'A range that ends before it begins is a BAD_REQUEST.',
    run: async (stage) => {
      expect(await ask(stage, 2, 1)).to.include({ status: BAD_REQUEST });
    },
  },
  'unknown-channel': {
    about: 'Another channel is NOT_FOUND.',
    run: async (stage) => {
      expect(await ask(stage, 0, 0, { channel: 'elsewhere' })).to.include({ status: NOT_FOUND });
    },
  },
  forged: {
    about: 'A request that its creator has not signed is FORBIDDEN.',
    run: async ({ session, backend }) => {
      const request = await signedSeek(session, backend.target.topology.channel, seek(0, 0));
      request.setSignature(await session.sign(Buffer.alloc(32, 1)));
      expect(await deliverFromPeer(session.client, 'Deliver', request)).to.include({ status: FORBIDDEN });
    },
  },
  'linked-by-hashes': {
    about: 'Each block holds the hash of its data and of the header before it.',
    run: async (stage) => {
      const newest = await addBlock(stage);
      const first = Math.max(0, newest - 20);
      const { blocks } = await ask(stage, first, newest);
      for (const [index, block] of blocks.entries()) {
        const header = block.getHeader()!;
        expect(Buffer.from(header.getDataHash_asU8()).equals(dataHash(block))).to.equal(true);
        const before = blocks[index - 1];
        if (before !== undefined) {
          expect(Buffer.from(header.getPreviousHash_asU8()).equals(blockHash(before))).to.equal(true);
        }
        expect(block.getMetadata()!.getMetadataList()).to.have.length(5);
        const codes = block.getMetadata()!.getMetadataList_asU8()[
          common.BlockMetadataIndex.TRANSACTIONS_FILTER
        ]!;
        expect(codes).to.have.length(block.getData()!.getDataList().length);
      }
    },
  },
  'from-an-orderer': {
    about: 'An orderer delivers the same blocks: headers and data equal those of the peer.',
    run: async (stage) => {
      const newest = await addBlock(stage);
      const { orderer, target } = stage.backend;
      const client = new Client(orderer.address, openCredentials(orderer), {
        'grpc.max_receive_message_length': -1,
      });
      try {
        const session = { ...stage.session, ...bindToConnection(orderer) };
        const request = await signedSeek(session, target.topology.channel, seek(newest - 3, newest, true));
        const ordered = await deliverFromOrderer(client, request);
        const committed = await ask(stage, newest - 3, newest);
        expect(ordered.status).to.equal(SUCCESS);
        expect(ordered.blocks.map(essence)).to.deep.equal(committed.blocks.map(essence));
      } finally {
        client.close();
      }
    },
  },
});

/** What orderers and peers agree on: validation codes are each peer's own finding. */
function essence(block: common.Block): readonly [string, string] {
  return [blockHash(block).toString('hex'), dataHash(block).toString('hex')];
}
