export * from './fabric/index.js';
export * from './msp/index.js';
export * from './topology/index.js';
export * from './embedded/index.js';
