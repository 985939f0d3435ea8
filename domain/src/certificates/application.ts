import { objectOf, type ValueOf } from '@quancheng/protocol';
import { digestPairForm } from '../records/digest-pair.js';
import { readExisting, type Reader } from '../records/reader.js';
import { recordNameForm } from '../records/record-name.js';
import { creation, transition } from '../records/transition.js';
import type { Register } from '../registers/register.js';
import { applicant, holder } from './certificate-actors.js';
import type { Certificate } from './certificate.js';
import { contentMembers } from './description.js';
import { nextContents } from './next-contents.js';

const draftBody = objectOf({ register: recordNameForm, ...contentMembers });

const reviseBody = objectOf(contentMembers);
const withdrawBody = objectOf({ document: digestPairForm });

type DraftBody = ValueOf<typeof draftBody>;
interface DraftOthers {
  readonly register: Register;
}

async function loadRegister({ body }: { readonly body: DraftBody }, read: Reader): Promise<DraftOthers> {
  return { register: await readExisting(read, 'register', body.register) };
}

/** The holder begins an application; nothing is demanded of it yet but its form. */
export const draft = creation<Certificate, DraftBody, DraftOthers>({
  to: ['draft'],
  body: draftBody,
  load: loadRegister,
  by: [[applicant]],
  rules: [],
  apply: ({ body, others, command }) => ({
    record: {
      status: 'draft',
      type: others.register.type,
      holder: command.participant,
      ...body,
      openObjections: 0,
      freezes: [],
      pledges: 0,
    },
    collections: [`certificates/${command.participant}`],
  }),
});

/** The holder writes its draft anew. */
export const revise = transition<Certificate, ValueOf<typeof reviseBody>, object>({
  from: ['draft'],
  to: ['draft'],
  body: reviseBody,
  load: () => Promise.resolve({}),
  by: [[holder]],
  rules: [],
  apply: ({ target, body }) => ({ record: nextContents(target, body) }),
});

/** The holder gives its application up. */
export const withdraw = transition<Certificate, ValueOf<typeof withdrawBody>, object>({
  from: ['draft', 'applied', 'accepted', 'correction', 'reviewed', 'publicised', 'objected'],
  to: ['withdrawn'],
  body: withdrawBody,
  load: () => Promise.resolve({}),
  by: [[holder]],
  rules: [],
  apply: ({ target, body }) => ({
    record: nextContents(target, { ...body, status: 'withdrawn' }),
  }),
});
