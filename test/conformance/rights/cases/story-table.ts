// What the story leaves, told by hand.
import { CERTIFICATE, CONSENT, OBJECTION, USES } from '../support/story.js';

/** State keys of the records that the story writes. */
export const records = [
  `certificate/${CERTIFICATE}`,
  `objection/${OBJECTION}`,
  `consent/${CONSENT}`,
  `consumption/${CONSENT}`,
  ...USES.map((use) => `use/${use}`),
];

/** Each record's status as of three past moments; undefined: it was not there. */
export const statuses: Readonly<Record<string, readonly (string | undefined)[]>> = {
  [`certificate/${CERTIFICATE}`]: ['objected', 'registered', 'registered'],
  [`objection/${OBJECTION}`]: ['open', 'dismissed', 'dismissed'],
  [`consent/${CONSENT}`]: [undefined, 'active', 'withdrawn'],
  [`consumption/${CONSENT}`]: [undefined, 'open', 'open'],
  [`use/${USES[0]!}`]: [undefined, 'opened', 'opened'],
  [`use/${USES[1]!}`]: [undefined, undefined, 'opened'],
  [`use/${USES[2]!}`]: [undefined, undefined, 'opened'],
  [`use/${USES[3]!}`]: [undefined, undefined, 'denied'],
};
const [served, denied] = [
  [
    ['reserved', 'use.request'],
    ['delivered', 'use.deliver'],
    ['opened', 'use.open'],
  ],
  [['denied', 'use.request']],
] as const;
const counted = [1, 2, 3].flatMap(() => [
  ['open', 'use.request'],
  ['open', 'use.open'],
]);
/** Every version of each record: what it was then, and by which action. */
export const steps: Readonly<Record<string, readonly (readonly string[])[]>> = {
  [`certificate/${CERTIFICATE}`]: [
    ['draft', 'certificate.draft'],
    ['applied', 'certificate.apply'],
    ['accepted', 'certificate.accept'],
    ['reviewed', 'certificate.review'],
    ['publicised', 'certificate.publicise'],
    ['objected', 'objection.raise'],
    ['publicised', 'objection.dismiss'],
    ['registered', 'certificate.register'],
  ],
  [`objection/${OBJECTION}`]: [
    ['open', 'objection.raise'],
    ['dismissed', 'objection.dismiss'],
  ],
  [`consent/${CONSENT}`]: [
    ['offered', 'consent.offer'],
    ['active', 'consent.activate'],
    ['withdrawn', 'consent.withdraw'],
  ],
  [`consumption/${CONSENT}`]: [['open', 'consent.activate'], ...counted],
  [`use/${USES[0]!}`]: served,
  [`use/${USES[1]!}`]: served,
  [`use/${USES[2]!}`]: served,
  [`use/${USES[3]!}`]: denied,
};
/** How many entries the collection of uses had then. */
export const counts = [0, 3, 10];
