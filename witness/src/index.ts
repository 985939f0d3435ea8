export { buildWitnessApp } from './app.js';
export { newAnchorSource, type AnchorSource, type SeenAnchor } from './cosigning/anchor-source.js';
export { assertOwnKey } from './cosigning/known-logs.js';
export { cosign, type CosignContext, type Cosigned, type SizeConflict } from './cosigning/cosign.js';
export { newWitnessMetrics, type WitnessMetrics } from './metrics.js';
export { startWitness, type RunningWitness, type WitnessConfiguration } from './server.js';
export { openHeadStore, type HeadStore, type WitnessHead } from './state/head-store.js';
export { nodeStateFiles, type StateFiles } from './state/state-files.js';
