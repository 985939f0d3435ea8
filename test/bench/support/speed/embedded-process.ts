// The embedded node in a process of its own; prints where it is as one line of JSON. Arguments: data folder, chaincode
// folder, topology as JSON.
import { openEmbeddedNode, type Topology } from '@quancheng/network';

const [dataDirectory = '', contracts = '', topology = ''] = process.argv.slice(2);
const node = await openEmbeddedNode({
  dataDirectory,
  topology: JSON.parse(topology) as Topology,
  chaincode: { contracts },
});
const { endpoint, tlsRootCertificate, tlsServerName, organisations, channel, chaincode } = node;
const place = { endpoint, tlsRootCertificate, tlsServerName, organisations, channel, chaincode };
process.stdout.write(`${JSON.stringify(place)}\n`);
process.on('SIGTERM', () => {
  void node.close().then(() => process.exit(0));
});
