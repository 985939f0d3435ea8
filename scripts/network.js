// `npm run network -- up|down|status|logs|upgrade-chaincode|…`: a network of real Hyperledger Fabric nodes on this machine.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root, run, setup } from './setup.js';

setup({ target: 'network' });
setup({ target: 'chaincode' });
const words = process.argv.slice(2);
const takesBundle = ['up', 'upgrade-chaincode', 'chaincode-digest'].includes(words[0]);
if (takesBundle && !['--chaincode', '--help', '-h'].some((word) => words.includes(word))) {
  // The peers run the bundle, as they would on a machine of their own.
  const status = run(process.execPath, [join(root, 'scripts', 'package-chaincode.js')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) process.exit(1);
}
const { runNetworkCommand } = await import('../network/dist/index.js');
process.exitCode = await runNetworkCommand(words, {
  dataDirectory: join(root, '.quancheng', 'network'),
  chaincodePath: join(root, 'chaincode', 'bundle'),
  script: fileURLToPath(import.meta.url),
});
