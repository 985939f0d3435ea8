import { openTestNode, testTopology } from '../../network/embedded/open-node.js';

/** What the process of a growing ledger tells: first where it listens, then on each message its memory. */
export interface LedgerMemory {
  readonly resident: number;
  /** After a full collection of garbage. */
  readonly heap: number;
  readonly buffers: number;
  readonly height: number;
}

/** Two of four organisations endorse. */
export const growthTopology = {
  ...testTopology,
  chaincode: { ...testTopology.chaincode, policy: 2 },
};

if (process.send !== undefined) {
  const node = await openTestNode(process.argv[2]!, { topology: growthTopology });
  const { endpoint, tlsRootCertificate, tlsServerName, organisations } = node;
  process.on('message', (message) => {
    if (message === 'close') {
      void node.close().then(() => process.disconnect());
    } else {
      const before = process.memoryUsage();
      globalThis.gc?.();
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      process.send?.({ resident: before.rss, heap: heapUsed, buffers: arrayBuffers, height: node.height() });
    }
  });
  process.send({ endpoint, tlsRootCertificate, tlsServerName, organisations });
}
