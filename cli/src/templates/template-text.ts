import {
  formatCanonical,
  type FieldType,
  type PinnedTemplate,
  type SectorTemplate,
} from '@quancheng/protocol';

const DISCLOSURES = {
  public: '公开 public',
  committed: '承诺 committed',
  retained: '不出域 retained',
} as const;
const STANDINGS = { law: '法条 law', named: '名称 named', own: '自定 own design' } as const;
const PERSONAL = { identifier: '身份标识', about: '个人信息', sensitive: '敏感个人信息' } as const;

/** A template for people: what it asks for, of whom, who signs, and who is shown what. */
export function templateLines({ template, sha256, sm3 }: PinnedTemplate): readonly string[] {
  return [
    `${template.title.zh} ${template.title.en}`,
    `  ${template.id} version 版本 ${template.version}, ${template.statement}, level 分级 ${template.level}`,
    `  sha256 ${sha256}`,
    `  sm3    ${sm3}`,
    `  ${template.subject.zh}`,
    `  ${template.subject.en}`,
    'Parties 各方:',
    ...template.parties.map(
      ({ party, title, signs }) => `  ${party}: ${title.zh} ${title.en}${signs ? ', signs 签名' : ''}`,
    ),
    'Legal basis, one of 法律依据（择一）:',
    ...template.legalBases.map(({ text, standing }) => `  ${text} [${STANDINGS[standing]}]`),
    'Fields 字段:',
    ...template.fields.map((field) => {
      const marks = [
        DISCLOSURES[field.disclosure],
        ...(field.personal === undefined ? [] : [PERSONAL[field.personal]]),
        ...(field.optional === true ? ['可缺 optional'] : []),
      ];
      return `  ${field.name.zh} (${field.code}): ${typeText(field.type, template)}; ${marks.join(', ')}`;
    }),
    ...(template.disclosures.length === 0 ? [] : ['Disclosures 出示:']),
    ...template.disclosures.map(
      ({ name, to, fields, reason }) => `  ${name} → ${to.zh}: ${fields.join(', ')}. ${reason.zh}`,
    ),
    `Kept for 保存: ${template.retention.days} days 天 (${template.retention.basis.text})`,
    'Example 示例:',
    `  ${formatCanonical(template.example)}`,
  ];
}

/** A field's type in words. */
export function typeText(type: FieldType, template: Pick<SectorTemplate, 'codeLists'>): string {
  switch (type.kind) {
    case 'text':
      return type.pattern === undefined ? `text ≤ ${type.most}` : `text ${type.pattern}`;
    case 'integer':
      return `integer ${type.least}…${type.most} ${type.unit}${
        type.written === undefined
          ? ''
          : `, in files 文件中: ${type.written.unit}, ${type.written.scale} decimals`
      }`;
    case 'code': {
      const codes = template.codeLists[type.list]?.codes ?? [];
      const shown = codes.slice(0, 12).map(({ code, zh }) => `${code} ${zh}`);
      return `code ${shown.join(' / ')}${codes.length > shown.length ? ' / …' : ''}`;
    }
    case 'list':
      return `list ≤ ${type.most} of ${typeText(type.of, template)}`;
    default:
      return type.kind;
  }
}
