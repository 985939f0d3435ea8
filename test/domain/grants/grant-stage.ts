import type { Grant, Participant } from '@quancheng/domain';
import type { JsonObject } from '@quancheng/protocol';
import { RecordPlay, type Who } from '../support/record-play.js';

export const MONDAY = '2026-11-23T08:00:00.000Z';
export const FROM = '2026-12-01T00:00:00.000Z';
export const IN_TERM = '2027-03-01T00:00:00.000Z';
export const TO = '2029-12-01T00:00:00.000Z';

export const grantName = 'grantor/grant-1';
export const successorName = 'grantor/grant-2';

export const grantor: Who = 'participant:grantor';
export const operator: Who = 'participant:operator';
export const provider: Who = 'participant:provider';
export const authority: Who = 'regulator:authority';

export const digests = (letter: string): JsonObject => ({
  sha256: letter.repeat(64),
  sm3: letter.repeat(64),
});

export const terms: JsonObject = {
  mode: 'sector',
  catalogues: ['公交/站点', '公交/线路'],
  from: FROM,
  to: TO,
  products: [
    { name: '公交到站预测', use: 'public-benefit' },
    { name: '客流指数', use: 'industrial' },
  ],
  platform: '市公共数据授权运营平台',
  ownership: '产品经营权归运营机构',
  noRedevelopment: true,
  revenueRule: digests('1'),
  security: digests('2'),
  exit: { arrangement: '数据删除并提交证明', document: digests('3'), days: 30 },
  breach: digests('4'),
  dispute: '济南仲裁委员会',
  shared: [{ provider: 'provider', catalogues: ['公交/站点'] }],
  relatedTrades: false,
  decision: digests('5'),
};

export const planBody = (change: JsonObject = {}): JsonObject => ({
  agreementNumber: '济数授〔2026〕1号',
  operator: 'operator',
  terms: { ...terms, ...change },
  document: digests('6'),
});

/** What each action’s order says if nothing is to be wrong with it. */
const bodies: Readonly<Record<string, JsonObject>> = {
  plan: planBody(),
  revise: planBody({ platform: '省平台' }),
  approve: { document: digests('7') },
  consent: { document: digests('8') },
  sign: { document: digests('9') },
  file: { document: digests('a'), number: '备字 1 号' },
  activate: { document: digests('b') },
  suspend: { document: digests('c'), ground: '安全事件' },
  terminate: { document: digests('d'), ground: '双方协商一致' },
  expire: {},
  exit: { evidence: digests('e') },
};

/** A suspension is lifted by naming the document that ordered the first. */
export function bodyOf(action: string, play: RecordPlay): JsonObject {
  const verb = action.replace('grant.', '');
  if (verb !== 'resume') return bodies[verb]!;
  const first = grantOf(play)?.suspensions[0]?.document.sha256 ?? '0'.repeat(64);
  return { document: digests('f'), releases: first };
}

/** A ledger that knows the participants, before the term. */
export function newStage(): Promise<RecordPlay> {
  const play = new RecordPlay(MONDAY);
  for (const id of ['grantor', 'operator', 'provider', 'second-provider', 'authority']) {
    play.put({ kind: 'participant', value: { id } as unknown as Participant });
  }
  return Promise.resolve(play);
}

export function act(
  play: RecordPlay,
  verb: string,
  by: readonly Who[],
  change: JsonObject = {},
  target = grantName,
): Promise<string> {
  const action = `grant.${verb}`;
  return play.order({ action, target, body: { ...bodyOf(action, play), ...change }, by });
}

export function grantOf(play: RecordPlay, name = grantName): Grant | undefined {
  return play.value(`grant/${name}`) as Grant | undefined;
}
