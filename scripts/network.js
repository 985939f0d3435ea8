// `npm run network -- up|down|status|logs`: a network of real Hyperledger Fabric nodes on this machine.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root, setup } from './setup.js';

setup({ target: 'network' });
setup({ target: 'chaincode' });
const { runNetworkCommand } = await import('../network/dist/index.js');
process.exitCode = await runNetworkCommand(process.argv.slice(2), {
  dataDirectory: join(root, '.quancheng', 'network'),
  chaincodePath: join(root, 'chaincode'),
  script: fileURLToPath(import.meta.url),
});
