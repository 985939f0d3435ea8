import type { Level } from 'level';

/** The state database: keys and values are bytes, in the keys' byte order. */
export type Database = Level<Buffer, Buffer>;
