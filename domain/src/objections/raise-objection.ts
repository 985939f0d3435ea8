import { objectOf, type ValueOf } from '@quancheng/protocol';
import { nextContents } from '../certificates/next-contents.js';
import type { Certificate } from '../certificates/certificate.js';
import type { Actor } from '../records/actor.js';
import { digestPairForm } from '../records/digest-pair.js';
import { readExisting } from '../records/reader.js';
import { recordNameForm } from '../records/record-name.js';
import type { Rule } from '../records/rule.js';
import { creation, type Facts } from '../records/transition.js';
import type { Objection } from './objection.js';

const raiseBody = objectOf({ certificate: recordNameForm, document: digestPairForm });

type RaiseBody = ValueOf<typeof raiseBody>;
interface RaiseOthers {
  readonly certificate: Certificate;
}
type RaiseFacts = Facts<undefined, RaiseBody, RaiseOthers>;

const objector: Actor<unknown> = { name: 'objector', role: 'participant' };

const rules: readonly Rule<RaiseFacts>[] = [
  {
    code: 'OBJECTION_OWN',
    holds: ({ command, others }) => command.participant !== others.certificate.holder,
    detail: ({ command }) => `${command.participant} is the holder`,
  },
  {
    code: 'NOTICE_OVER',
    holds: ({ others: { certificate }, at }) => isInNotice(certificate, at.time),
    detail: ({ others: { certificate } }) =>
      `${certificate.id} is ${certificate.status}, its notice ends ${certificate.noticeEnds ?? 'never'}`,
  },
];

function isInNotice({ status, noticeEnds }: Certificate, time: string): boolean {
  return (status === 'publicised' || status === 'objected') && noticeEnds !== undefined && time < noticeEnds;
}

/** A registered participant other than the holder objects, within the notice. */
export const raiseObjection = creation<Objection, RaiseBody, RaiseOthers>({
  to: ['open'],
  body: raiseBody,
  load: async ({ body }, read) => ({
    certificate: await readExisting(read, 'certificate', body.certificate),
  }),
  by: [[objector]],
  rules,
  apply: ({ body, others: { certificate }, command, at }) => ({
    record: { status: 'open', ...body, objector: command.participant, raised: at },
    amendments: [
      {
        kind: 'certificate',
        id: certificate.id,
        before: certificate,
        contents: nextContents(certificate, {
          status: 'objected',
          document: body.document,
          openObjections: certificate.openObjections + 1,
        }),
      },
    ],
    collections: [`objections/${certificate.id}`],
  }),
});
