/** The embedded node in a process of its own: told by its parent what to open, it answers where it is. */
import { openEmbeddedNode, defaultTopology } from '@quancheng/network';

export interface EmbeddedProcessOrder {
  readonly dataDirectory: string;
  readonly contracts: string;
}

process.once('message', (order: EmbeddedProcessOrder) => {
  void open(order);
});
process.once('disconnect', () => process.exit());

async function open({ dataDirectory, contracts }: EmbeddedProcessOrder): Promise<void> {
  const node = await openEmbeddedNode({
    dataDirectory,
    topology: defaultTopology,
    chaincode: { contracts },
  });
  const { tlsRootCertificate, organisations } = node;
  process.send?.({ tlsRootCertificate, organisations });
}
