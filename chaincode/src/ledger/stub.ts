import type { Context } from 'fabric-contract-api';

/** What a transaction asks of the peer: the interface of fabric-shim's stub. */
export type Stub = Context['stub'];
