import { rebuildEmbeddedState, verifyEmbeddedLedger } from '@quancheng/network';

const [tool, directory = ''] = process.argv.slice(2);
const start = performance.now();
if (tool === 'rebuild-state') await rebuildEmbeddedState(directory);
else if ((await verifyEmbeddedLedger(directory)).findingCount > 0) throw new Error('the ledger is not sound');
const seconds = (performance.now() - start) / 1_000;
process.send?.({ seconds, resident: process.resourceUsage().maxRSS * 1_024 });
process.disconnect();
