import type { Priority } from '../priorities/priority.js';
import type { Reader } from '../records/reader.js';
import { readExisting } from '../records/reader.js';
import { isReliable, type Report } from '../reports/report.js';
import { contentsOf } from '../records/record.js';
import type { Rule } from '../records/rule.js';
import { creation, type Effect, type Facts } from '../records/transition.js';
import {
  charge,
  endOfWindow,
  loadCollateral,
  pledgesOf,
  runningSlots,
  type Collateral,
} from './collateral.js';
import { contractingPledgee, contractingPledgor } from './pledge-actors.js';
import { NOTICE_NOT_PERFECTION, type Pledge } from './pledge.js';
import { contractBody, type ContractBody } from './pledge-forms.js';
import { termRules } from './pledge-rules.js';
import { chargeable, roomRules, securable, slotsBeside } from './taking-rules.js';

interface ContractOthers {
  readonly collateral: Collateral;
  readonly priority: Priority | undefined;
  readonly report: Report | undefined;
}

type ContractFacts = Facts<undefined, ContractBody, ContractOthers>;

async function load({ body }: Pick<ContractFacts, 'body'>, read: Reader): Promise<ContractOthers> {
  return {
    collateral: await loadCollateral(body.certificate, read),
    priority: body.priority === undefined ? undefined : await readExisting(read, 'priority', body.priority),
    report: await loadReport(body, read),
  };
}

async function loadReport({ valuation }: ContractBody, read: Reader): Promise<Report | undefined> {
  return valuation.report === undefined ? undefined : await readExisting(read, 'report', valuation.report);
}

function isAbout({ subject }: Report, certificate: string): boolean {
  return subject.kind === 'certificate' && subject.name === certificate;
}

/** The assessor’s licence was judged when the report was signed. */
const valued: Rule<ContractFacts> = {
  code: 'VALUATION_REPORT_MISMATCH',
  holds: ({ body, others: { report }, at }) =>
    report === undefined ||
    (report.type === 'valuation' && isAbout(report, body.certificate) && isReliable(report, at)),
  detail: ({ others: { report } }) => `${report?.id ?? ''} is ${report?.status ?? ''}`,
};

const partyRules: readonly Rule<ContractFacts>[] = [
  {
    code: 'PLEDGE_PARTIES_SAME',
    holds: ({ body }) => body.pledgor !== body.pledgee,
    detail: ({ body }) => `${body.pledgor} is on both sides`,
  },
  {
    code: 'PLEDGOR_NOT_HOLDER',
    holds: ({ body, others: { collateral } }) => body.pledgor === collateral.certificate.holder,
    detail: ({ others: { collateral } }) => `${collateral.certificate.holder} holds it`,
  },
];

const ownSlot: Rule<ContractFacts> = {
  code: 'PRIORITY_MISMATCH',
  holds: ({ body, others: { collateral }, at }) =>
    body.priority === undefined ||
    runningSlots(collateral, at).some(
      ({ priority, owner, right, portion }) =>
        priority === body.priority &&
        owner === body.pledgee &&
        right === body.right &&
        body.portion <= portion,
    ),
  detail: ({ body }) => `${body.priority ?? ''} keeps no place for this`,
};

/**
 * Pledgor and pledgee agree. From now on it takes up its portion and can be found; it has its rank by this, or by the
 * priority search that the pledgee has running.
 */
export const contractPledge = creation<Pledge, ContractBody, ContractOthers>({
  to: ['contracted'],
  body: contractBody,
  load,
  by: [[contractingPledgor, contractingPledgee]],
  rules: [
    ...partyRules,
    ...chargeable,
    ...securable,
    ...termRules,
    valued,
    ownSlot,
    ...roomRules<ContractFacts>(({ body, at, others }) => slotsBeside(others.collateral, at, body.priority)),
  ],
  apply,
});

function apply({ body, others, at, command }: ContractFacts): Effect<Pledge> {
  const { collateral, priority } = others;
  const { certificate } = collateral;
  const pledge = command.target;
  const { pledgee, right, portion, exclusive } = body;
  return {
    record: {
      status: 'contracted',
      effect: NOTICE_NOT_PERFECTION,
      ...body,
      certificateVersion: certificate.version,
      order: priority?.order ?? collateral.nextNumber,
      filingDue: endOfWindow(at, collateral),
      document: body.contract,
      assertions: {},
    },
    amendments: [
      ...charge(
        collateral,
        [...collateral.liens, { pledge, pledgee, right, portion, exclusive }],
        slotsBeside(collateral, at, body.priority),
        body.contract,
      ),
      ...(priority === undefined
        ? []
        : [
            {
              kind: 'priority' as const,
              id: priority.id,
              before: priority,
              contents: { ...contentsOf(priority), status: 'used' as const, pledge },
              collections: [pledgesOf(body.certificate)],
            },
          ]),
    ],
    collections: [pledgesOf(body.certificate)],
  };
}
