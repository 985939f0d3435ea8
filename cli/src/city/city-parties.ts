import type { CommandRole } from '@quancheng/protocol';

/** Somebody of the story. */
export interface CityParty {
  /** 统一社会信用代码: passes GB 32100's check and belongs to nobody. */
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly roles: readonly string[];
}

/** Everybody of the story, besides the registrar and the log's operator of the ledger. */
export const cityParties = {
  bureau: agency('11370100DEMDATA01B', '市大数据局'),
  fund: agency('12370100DEMFUND015', '市住房公积金中心'),
  finance: agency('11370100DEMTREA01A', '市财政局'),
  auditOffice: agency('11370100DEMAUDT014', '市审计局'),
  regulator: { ...agency('11370100DEMDRGA017', '市数据主管部门'), type: 'regulator', roles: ['regulator'] },
  operator: enterprise('91370100DEMDPER016', '泉城数据运营公司'),
  buyer: enterprise('91370100DEMBUYR01K', '泉融科技公司'),
  assessor: enterprise('91370100DEMPRAC01Q', '资产评估事务所'),
  exchange: { ...enterprise('91370100DEMEXCH01B', '数据交易平台'), type: 'exchange' },
  bank: { ...enterprise('91370100DEMBNKA018', '泉城银行'), type: 'bank' },
  secondBank: { ...enterprise('91370100DEMBNKB01X', '历下银行'), type: 'bank' },
  commission: {
    id: '52370100DEMARBC01F',
    name: '仲裁委员会',
    type: 'arbitration',
    roles: ['arbitration'],
  },
  court: { id: '10370100DEMCRT0017', name: '人民法院', type: 'court', roles: ['court'] },
} as const satisfies Readonly<Record<string, CityParty>>;

export type CityName = keyof typeof cityParties;

/** In which roles somebody signs besides as itself. */
export const officeOf: Readonly<Partial<Record<CityName | 'registrar', CommandRole>>> = {
  registrar: 'registrar',
  regulator: 'regulator',
  commission: 'arbitration',
  court: 'court',
};

function agency(id: string, name: string) {
  return { id, name, type: 'agency', roles: ['depositor'] } as const;
}

function enterprise(id: string, name: string) {
  return { id, name, type: 'enterprise', roles: ['depositor'] } as const;
}
