import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint, Linter } from 'eslint';
import { expect } from 'chai';
import { testSigner } from '../support/evidence/test-keys.js';
import { envelopeList, newCommand } from './support/statements.js';
import { TestLog } from './support/test-log.js';
import {
  AGENCY,
  agency,
  logRegistration,
  newLogWorld,
  OPERATOR,
  operator,
  newWorld,
  ORIGIN,
  registration,
} from './support/test-world.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

describe('endorsers agree', () => {
  it('because one transaction, simulated twice, gives the same reads, writes, result and event', async () => {
    const world = await newWorld();
    const commands = [
      registration(OPERATOR, operator.signer, { type: 'enterprise', roles: ['log-operator'] }),
      registration(AGENCY, agency.signer),
      logRegistration(),
      registration('91370100MA3C00001H', testSigner('newcomer'), { uscc: 'wrong' }),
    ].map(newCommand);
    const args = ['execute', '1', envelopeList(commands)];
    const [first, second] = [await world.simulate(...args), await world.simulate(...args)];
    expect({ ...first, id: '' }).to.deep.equal({ ...second, id: '' });
    expect(first.writes).to.have.length.above(8);
  });

  it('also about anchors and ticks', async () => {
    const world = await newLogWorld();
    world.pass(10);
    for (const args of [
      ['tick', '2'],
      ['anchor', '1', ORIGIN, '0', '[]', new TestLog().note(5)],
    ]) {
      const [first, second] = [await world.simulate(...args), await world.simulate(...args)];
      expect({ ...first, id: '' }).to.deep.equal({ ...second, id: '' });
      expect(first.writes).to.not.be.empty;
    }
  });
});

/** What would make endorsers disagree. */
const bans: Linter.RulesRecord = {
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now' },
    { object: 'Math', property: 'random' },
    { property: 'localeCompare' },
    { property: 'toLocaleString' },
  ],
  'no-restricted-globals': [
    'error',
    ...['process', 'performance', 'crypto', 'fetch', 'Intl', 'setTimeout', 'setInterval', 'setImmediate'],
  ],
  'no-restricted-syntax': [
    'error',
    "NewExpression[callee.name='Date'][arguments.length=0]",
    "CallExpression[callee.name='Date']",
    // What inflates depends on its input alone.
    "CallExpression[callee.name='require'] > Literal[value=/^node:(?!zlib$)|^(crypto|fs|os|http|https|net)$/]",
    'ImportDeclaration[source.value=/^node:/]',
  ],
};
const forbidden = [
  'Date.now();',
  'Math.random();',
  'new Date();',
  'process.env;',
  'setTimeout(f, 1);',
  'setInterval(f, 1);',
];

function lint(code: string, rules: Linter.RulesRecord): Linter.LintMessage[] {
  const globals = Object.fromEntries(
    ['process', 'setTimeout', 'setInterval'].map((name) => [name, 'readonly'] as const),
  );
  return new Linter().verify(code, [{ files: ['**/*'], languageOptions: { globals }, rules }], 'file.js');
}

describe('clock, randomness and environment', () => {
  for (const room of ['chaincode', 'domain']) {
    it(`are banned in ${room} by the project’s lint`, async () => {
      const eslint = new ESLint({ cwd: root });
      const { rules } = (await eslint.calculateConfigForFile(join(root, room, 'src', 'index.ts'))) as {
        rules: Linter.RulesRecord;
      };
      const relevant = Object.fromEntries(
        Object.entries(rules).filter(([name]) => name.startsWith('no-restricted-')),
      );
      for (const code of forbidden) expect(lint(code, relevant), code).to.have.length(1);
      expect(lint('new Date(5).toISOString();', relevant)).to.deep.equal([]);
    }).timeout(20_000);

    it(`occur nowhere in what ${room} compiles to`, async () => {
      const folder = join(root, room, 'dist');
      const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.js'));
      expect(files).to.not.be.empty;
      for (const file of files) {
        const found = lint(await readFile(join(folder, file), 'utf8'), bans);
        expect(found.map(({ message, line }) => `${relative(root, file)}:${line} ${message}`)).to.deep.equal(
          [],
        );
      }
    });
  }

  it('would be seen', () => {
    for (const code of [
      ...forbidden,
      'Date();',
      'a.localeCompare(b);',
      "import 'node:crypto';",
      "require('node:fs');",
    ]) {
      expect(lint(code, bans), code).to.not.be.empty;
    }
  });
});
