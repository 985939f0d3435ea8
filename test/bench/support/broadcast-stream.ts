import { setTimeout as delay } from 'node:timers/promises';
import type { ClientDuplexStream } from '@grpc/grpc-js';
import { common, orderer, peer } from '@hyperledger/fabric-protos';
import type { Endorsed } from '../../conformance/ledger/support/forge.js';
import type { Connection } from '../../network/embedded/open-node.js';

type Call = ClientDuplexStream<common.Envelope, orderer.BroadcastResponse>;

/** Sends envelopes to the orderer and counts, in filtered blocks, what was committed: all of it must be VALID. */
export class BroadcastStream {
  /** Transaction ids that were sent and not yet seen in a block. */
  readonly #pending = new Set<string>();
  #sent = 0;
  #failure: Error | undefined;

  private constructor(
    private readonly call: Call,
    private readonly closeBlocks: () => void,
  ) {}

  static async open({ client, gateway }: Connection, channel: string): Promise<BroadcastStream> {
    const blocks = await gateway.getNetwork(channel).getFilteredBlockEvents();
    const call: Call = client.makeBidiStreamRequest(
      '/orderer.AtomicBroadcast/Broadcast',
      (message: common.Envelope) => Buffer.from(message.serializeBinary()),
      (bytes: Buffer) => orderer.BroadcastResponse.deserializeBinary(bytes),
    );
    const stream = new BroadcastStream(call, () => blocks.close());
    call.on('error', (error) => stream.#fail(error));
    call.on('data', (answer: orderer.BroadcastResponse) => {
      if (answer.getStatus() !== common.Status.SUCCESS) stream.#fail(new Error(answer.getInfo()));
    });
    void stream.#count(blocks);
    return stream;
  }

  /** Waits while so many envelopes are on their way. @throws Error once one has failed */
  async send({ envelope, transactionId }: Endorsed, window: number): Promise<void> {
    while (this.#pending.size >= window && this.#failure === undefined) await delay(1);
    if (this.#failure !== undefined) throw this.#failure;
    this.#sent += 1;
    this.#pending.add(transactionId);
    this.call.write(envelope);
    // The answers and blocks are read between two sends only.
    if (this.#sent % 20 === 0) await delay(0);
  }

  async drain(): Promise<void> {
    while (this.#pending.size > 0) {
      if (this.#failure !== undefined) throw this.#failure;
      await delay(5);
    }
  }

  close(): void {
    this.call.end();
    this.closeBlocks();
  }

  async #count(blocks: AsyncIterable<peer.FilteredBlock>): Promise<void> {
    try {
      for await (const block of blocks) {
        for (const transaction of block.getFilteredTransactionsList()) {
          if (transaction.getTxValidationCode() !== peer.TxValidationCode.VALID) {
            throw new Error(`${transaction.getTxid()} got ${transaction.getTxValidationCode()}`);
          }
          this.#pending.delete(transaction.getTxid());
        }
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.#failure ??= error instanceof Error ? error : new Error(String(error));
  }
}
