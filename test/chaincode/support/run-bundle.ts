/** `node run-bundle.js <bundle folder>`: runs the bundled contract on a simulated peer; genesis on standard input. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { SimulatedPeer } from './simulated-peer.js';
import { CHANNEL, START } from './statements.js';

const bundle = process.argv[2]!;
const { contracts } = createRequire(join(bundle, 'package.json'))('./index.js') as {
  contracts: readonly unknown[];
};
const peer = new SimulatedPeer(contracts);
const options = { time: START, channel: CHANNEL };
const bootstrap = await peer.simulate(['bootstrap', await text(process.stdin)], options);
peer.commit(bootstrap);
const request = JSON.stringify({ keys: ['tick/1'], nonce: '00'.repeat(16) });
const attest = await peer.simulate(['quancheng:attest', request], options);
process.stdout.write(JSON.stringify({ bootstrap, attest }));
