import { objectOf } from '@quancheng/protocol';

/** The body of an action that says nothing besides its name and target. */
export const emptyBody = objectOf({});

/** For a transition that looks at its target alone. */
export const loadNothing = (): Promise<object> => Promise.resolve({});
