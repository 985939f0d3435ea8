export { connectLedger } from './connect-ledger.js';
export { type LedgerConnection, type LedgerEndpoint } from './connection/ledger-connection.js';
export { type EventOptions, type LedgerEvent } from './events/ledger-event.js';
export { encodeLowSignature } from './identity/low-s.js';
export { newNativeSigner } from './identity/native-signer.js';
export { type CommittedTransaction, type EndorsedRead, type Ledger, type SubmitOptions } from './ledger.js';
export { parseEndorsedAnswers, type EndorsedAnswers } from './reads/endorsed-answers.js';
export { type Deadlines } from './transactions/deadlines.js';
