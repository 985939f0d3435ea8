// `npm start`: install, build, then the single-operator ledger, the gateway and the main job.
import { setup } from './setup.js';

setup({ target: 'cli' });
process.argv.splice(2, 0, 'start');
await import('../cli/bin/quancheng.js');
