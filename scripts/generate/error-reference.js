import { errorRegistry } from '@quancheng/protocol';

/** docs/errors.md: each code with its HTTP status, meaning and remedy in both languages. */
export function formatErrorReference() {
  const rows = Object.entries(errorRegistry)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { status, retryable, meaning, action, law }]) =>
      [
        `\`${code}\``,
        status,
        retryable ? 'yes 可' : 'no 否',
        `${meaning.en}<br>${meaning.zh}${law === undefined ? '' : `<br>By ${law.en}.<br>依据${law.zh}。`}`,
        `${action.en}<br>${action.zh}`,
      ]
        .map((cell) => String(cell).replaceAll('|', '\\|'))
        .join(' | '),
    );
  return [
    '# Error codes 错误代码',
    '',
    'Generated from the registry in `protocol/src/errors` by `node scripts/generate.js`. Codes are API; messages are not.',
    '',
    '| code 代码 | HTTP | retry 可重试 | meaning 含义 | what to do 处理办法 |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row} |`),
    '',
  ].join('\n');
}
