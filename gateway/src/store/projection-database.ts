import type { Level } from 'level';

/** Texts under texts. */
export type ProjectionDatabase = Level;
