import type { ChainedBatch, Level } from 'level';

/** Texts under texts. */
export type ProjectionDatabase = Level;

/** What one step changes, all or nothing: handed to the database as it is found, since lists of it cost more than it. */
export type ProjectionBatch = ChainedBatch<ProjectionDatabase, string, string>;
