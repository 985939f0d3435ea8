/** One check of the embedded node that is switched off, and the cases that must then fail: those and no others. */
export interface Mutation {
  readonly name: string;
  readonly edits: readonly Edit[];
  /** Ids of cases. */
  readonly red: readonly string[];
}

/** A statement of a compiled file that is replaced while the file is loaded. */
export interface Edit {
  /** Below network/dist. */
  readonly file: string;
  /** Must be there exactly once. */
  readonly find: string;
  readonly replace: string;
}

/** The environment variable that carries a mutation's edits to the node's process. */
export const mutationVariable = 'QUANCHENG_SUITE_MUTATION';
