export * from './msp/index.js';
export * from './topology/index.js';
