import { objectOf, oneOf, type ValueOf } from '@quancheng/protocol';
import { digestPairForm } from '../records/digest-pair.js';
import { readExisting } from '../records/reader.js';
import { transition } from '../records/transition.js';
import type { Register } from '../registers/register.js';
import { assertionOf, nextPledge } from './next-pledge.js';
import { court, registrar } from './pledge-actors.js';
import { documentBody, type DocumentBody } from './pledge-forms.js';
import type { Pledge } from './pledge.js';

const standing = ['registered', 'active', 'partly-released', 'lapsed', 'enforcing'] as const;
const judgeable = [...standing, 'released', 'disputed', 'closed'] as const;

/** The registrar has looked up what the pledgee filed. That it is there is not that it is true. */
export const examinePledge = transition<Pledge, DocumentBody, { readonly register: Register }>({
  from: standing,
  to: standing,
  body: documentBody,
  load: async ({ target }, read) => {
    const certificate = await readExisting(read, 'certificate', target.certificate);
    return { register: await readExisting(read, 'register', certificate.register) };
  },
  by: [[registrar]],
  rules: [],
  apply: ({ target, body: { document }, command, at }) =>
    nextPledge(target, {
      document,
      assertions: { ...target.assertions, examined: assertionOf(command, at, document) },
    }),
});

const adjudgeBody = objectOf({ document: digestPairForm, finding: oneOf('true', 'untrue') });

/** A court has found what was filed true or untrue. What follows for the pledge is for further orders. */
export const adjudgePledge = transition<Pledge, ValueOf<typeof adjudgeBody>, object>({
  from: judgeable,
  to: judgeable,
  body: adjudgeBody,
  load: () => Promise.resolve({}),
  by: [[court]],
  rules: [],
  apply: ({ target, body: { document, finding }, command, at }) =>
    nextPledge(target, {
      document,
      assertions: {
        ...target.assertions,
        adjudged: { ...assertionOf(command, at, document), finding },
      },
    }),
});
