import type { Form } from '@quancheng/protocol';

export const booleanForm: Form<boolean> = {
  mismatch: (value) => (typeof value === 'boolean' ? undefined : { path: '', expected: 'true or false' }),
};
