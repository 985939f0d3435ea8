import type { Actor } from '../records/actor.js';
import type { Register } from '../registers/register.js';
import type { Certificate } from './certificate.js';

export { anyone, court } from '../records/office-actors.js';

interface WithTarget {
  readonly target: Certificate;
}

interface WithRegister {
  readonly others: { readonly register: Register };
}

/** Whoever begins a certificate will hold it. */
export const applicant: Actor<unknown> = { name: 'applicant', role: 'participant' };

export const holder: Actor<WithTarget> = {
  name: 'holder',
  role: 'participant',
  among: ({ target }) => [target.holder],
};

/** One of those who decide in the register as it is now, not as it was at the application: offices change hands. */
export const registrar: Actor<WithRegister> = {
  name: 'registrar of the register',
  role: 'registrar',
  among: ({ others }) => others.register.registrars,
};

export const transferee: Actor<{ readonly body: { readonly transferee: string } }> = {
  name: 'transferee',
  role: 'participant',
  among: ({ body }) => [body.transferee],
};
