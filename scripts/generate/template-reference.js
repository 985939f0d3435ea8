import { readTemplates, templatesFolder } from '@quancheng/sdk/node';

const disclosures = { public: '公开 public', committed: '承诺 committed', retained: '不出域 retained' };
const personal = {
  identifier: '身份标识 identifier',
  about: '个人信息 personal',
  sensitive: '敏感 sensitive',
};
const standings = {
  law: '法律条文，已查阅 law, text read',
  named: '仅列名称，未查阅全文，不声称符合 named, not read, no conformity claimed',
  own: '本项目自定 own design',
};

/** docs/templates.md: every template as the officials of its sector read it. */
export async function formatTemplateReference() {
  const templates = await readTemplates([templatesFolder()]);
  return [
    '# Sector templates 行业模板',
    '',
    'Generated from the files in `templates/` by `node scripts/generate.js`. The format: [specs/templates.md](specs/templates.md); a walk through it: [guides/templates.md](guides/templates.md). Examples are made up. 由 `templates/` 目录下的文件生成；示例均为虚构。',
    '',
    ...templates.map(({ template }) => `- [${template.title.zh} ${template.title.en}](#${template.id})`),
    '',
    '*公开 public*: stands in the signed statement, for whoever may read it. *承诺 committed*: bound by the statement; the custodian may open it to somebody. *不出域 retained*: bound as well, and never opened by this project’s tools. Neither of the latter reaches log or ledger in any form that could be guessed. 后两类均以逐条随机密钥承诺，不进入日志与账本。',
    '',
    ...templates.flatMap(section),
  ].join('\n');
}

function section({ template, sha256, sm3 }) {
  const { id, version, title, subject, parties, legalBases, fields, rules, retention, purpose } = template;
  return [
    `## ${id}`,
    '',
    `**${title.zh}** ${title.en} (version 版本 ${version})`,
    '',
    `${subject.zh} ${subject.en}`,
    '',
    `SHA-256 \`${sha256}\`<br>SM3 \`${sm3}\``,
    '',
    `Signed by 签名方: ${parties
      .filter(({ signs }) => signs)
      .map((party) => partyText(party))
      .join('; ')}. Others 其他各方: ${
      parties
        .filter(({ signs }) => !signs)
        .map((party) => partyText(party))
        .join('; ') || '无 none'
    }. Level 数据分级: ${template.level === 'general' ? '一般（或更高） general or higher' : '重要 important'}.`,
    '',
    'Legal basis, one of 法律依据（择一）:',
    '',
    ...legalBases.map((source) => `- ${sourceText(source)}`),
    '',
    '| field 字段 | code 代码 | form 形式 | disclosure 出示 | |',
    '| --- | --- | --- | --- | --- |',
    ...fields.map((field) => fieldRow(field, sourcesOf(fields))),
    '',
    ...sourcesOf(fields).flatMap((source, index) => [`[${index + 1}] ${sourceText(source)}.`, '']),
    ...codeLists(template),
    ...(rules.length === 0
      ? []
      : [`Rules between fields 勾稽关系: ${rules.map((rule) => ruleText(rule, fields)).join('; ')}.`, '']),
    ...disclosureTable(template),
    ...(purpose === undefined
      ? []
      : [
          `Purpose profile 目的规范: ${purpose.title} (${purpose.basis}): consent for at most ${purpose.termDays} days 天, kept ${purpose.retentionDays} days 天, ${purpose.maximumUses} uses 次. \`quancheng template purpose ${id}\``,
          '',
        ]),
    `Kept by the custodian for 保管期限: ${retention.days} days 天; ${sourceText(retention.basis)}.`,
    '',
    'Example 示例:',
    '',
    '```json',
    JSON.stringify(template.example, undefined, 2),
    '```',
    '',
    'Refused 拒绝:',
    '',
    ...template.wrong.map(
      ({ reason, change, code }) =>
        `- ${reason.zh} ${reason.en}: \`${JSON.stringify(change)}\` → \`${code}\``,
    ),
    '',
  ];
}

function partyText({ party, title }) {
  return `${title.zh} ${title.en} (\`${party}\`)`;
}

function sourceText({ text, standing }) {
  return `${text} (${standings[standing]})`;
}

/** Where fields come from, each once. */
function sourcesOf(fields) {
  const sources = fields.flatMap(({ source }) => (source === undefined ? [] : [source]));
  return sources.filter(({ text }, index) => sources.findIndex((other) => other.text === text) === index);
}

function fieldRow({ name, code, type, disclosure, optional, personal: kind, source }, sources) {
  const marks = [
    ...(optional === true ? ['可缺 optional'] : []),
    ...(kind === undefined ? [] : [personal[kind]]),
    ...(source === undefined ? [] : [`[${sources.findIndex(({ text }) => text === source.text) + 1}]`]),
  ];
  return `| ${name.zh}<br>${name.en} | \`${code}\` | ${typeText(type)} | ${disclosures[disclosure]} | ${marks.join('; ')} |`;
}

function typeText(type) {
  if (type.kind === 'text')
    return type.pattern === undefined
      ? `文本 text ≤ ${type.most}`
      : `\`${type.pattern.replaceAll('|', '\\|')}\``;
  if (type.kind === 'integer') {
    const written =
      type.written === undefined
        ? ''
        : `; 文件中 in files: ${type.written.unit}, ${type.written.scale} 位小数 decimals`;
    return `整数 integer, ${type.unit}${written}`;
  }
  if (type.kind === 'code') return `代码 code: ${type.list}`;
  if (type.kind === 'list') return `列表 list ≤ ${type.most}: ${typeText(type.of)}`;
  return plain[type.kind];
}

const plain = {
  boolean: '是/否 boolean',
  date: '日期 date',
  digest: 'SHA-256 摘要 digest',
  'identity-number': '公民身份号码（校验位） identity number',
  month: '年月 month',
  participant: '参与方标识 participant',
  time: '时间 time (UTC)',
  uscc: '统一社会信用代码（校验位） USCC',
  'vehicle-number': '车辆识别代号（校验位） VIN',
};

function codeLists({ codeLists: lists }) {
  return Object.entries(lists).flatMap(([name, { title, source, codes }]) => [
    `Codes 代码表 \`${name}\` ${title.zh} ${title.en}; ${sourceText(source)}: ${codes
      .map(({ code, zh, en }) => `\`${code}\` ${zh} ${en}`)
      .join(', ')}.`,
    '',
  ]);
}

function ruleText(rule, fields) {
  const name = (code) => fields.find((field) => field.code === code).name.zh;
  if (rule.kind === 'sum') return `${name(rule.total)} = ${rule.parts.map(name).join(' + ')}`;
  if (rule.kind === 'order') return rule.fields.map(name).join(' ≤ ');
  if (rule.kind === 'different') return rule.fields.map(name).join(' ≠ ');
  return `${name(rule.when.field)} ∈ {${rule.when.values.join(', ')}} ⇒ ${name(rule.field)}`;
}

function disclosureTable({ disclosures: profiles, fields }) {
  if (profiles.length === 0) return [];
  const name = (code) => fields.find((field) => field.code === code).name.zh;
  return [
    '| disclosed to 出示给 | fields 字段 | why no more 理由 |',
    '| --- | --- | --- |',
    ...profiles.map(
      (each) =>
        `| ${each.to.zh}<br>${each.to.en} (\`${each.name}\`) | ${each.fields.map(name).join('、')} | ${each.reason.zh} ${each.reason.en} |`,
    ),
    '',
  ];
}
