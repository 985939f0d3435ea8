import type { DueTable } from '../due/due-row.js';
import { ownerOf } from '../records/record-name.js';
import type { Register } from '../registers/register.js';
import type { Certificate } from './certificate.js';
import { shiftDays } from './certificate-rules.js';

const registrarsOf = ({ register }: Certificate, rules: Register | undefined): readonly string[] =>
  rules?.registrars ?? [ownerOf(register)];

/** Deadlines of the registrars, and what ends or opens for the holder. */
export const certificateDue: DueTable<Certificate, Register> = {
  governing: ({ register, registerVersion }) =>
    registerVersion === undefined
      ? undefined
      : { kind: 'register', name: register, version: registerVersion },
  rows: [
    {
      what: 'acceptance',
      nature: 'deadline',
      title: { en: 'registrar accepts or rejects the application', zh: '受理期限' },
      in: ['applied'],
      times: ({ acceptanceDue }) => [acceptanceDue],
      whose: registrarsOf,
    },
    {
      what: 'review',
      nature: 'deadline',
      title: { en: 'registrar ends the formal review', zh: '形式审核期限' },
      in: ['accepted'],
      times: ({ reviewDue }) => [reviewDue],
      whose: registrarsOf,
    },
    {
      what: 'notice-end',
      nature: 'end',
      title: { en: 'public notice ends', zh: '公示期届满' },
      in: ['publicised', 'objected'],
      isPublic: true,
      times: ({ noticeEnds }) => [noticeEnds],
      whose: (certificate, rules) => [certificate.holder, ...registrarsOf(certificate, rules)],
    },
    {
      what: 'renewal-window',
      nature: 'opening',
      title: { en: 'renewal becomes possible', zh: '可以申请续展' },
      in: ['registered'],
      isPublic: true,
      times: ({ validTo }, rules) => [
        validTo === undefined || rules === undefined ? undefined : shiftDays(validTo, -rules.renewalDays),
      ],
      whose: ({ holder }) => [holder],
    },
    {
      what: 'validity-end',
      nature: 'end',
      title: { en: 'validity ends', zh: '有效期届满' },
      in: ['registered'],
      isPublic: true,
      times: ({ validTo }) => [validTo],
      whose: (certificate, rules) => [certificate.holder, ...registrarsOf(certificate, rules)],
    },
    {
      what: 'freeze-end',
      nature: 'end',
      title: { en: 'a court’s freeze ends', zh: '冻结期限届满' },
      in: ['registered', 'expired', 'revoked'],
      times: ({ freezes }) => freezes.map(({ until }) => until),
      whose: ({ holder, freezes }) => [holder, ...freezes.map(({ court }) => court)],
    },
  ],
};
