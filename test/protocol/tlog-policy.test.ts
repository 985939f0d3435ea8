import {
  formatVerifierKey,
  meetsQuorum,
  newCosigner,
  newNoteSigner,
  parsePolicy,
  type PolicyWitness,
} from '@quancheng/protocol';
import { expect } from 'chai';
import { codeOf } from '../support/evidence/codes.js';
import { testSigner } from '../support/evidence/test-keys.js';

const cosignerKey = (name: string) => formatVerifierKey(newCosigner(name, testSigner(name), 0).key);
const logKey = (name: string, seed = name) => formatVerifierKey(newNoteSigner(name, testSigner(seed)).key);
const witness = (name: string) => `witness ${name} ${cosignerKey(`${name}.example`)}\n`;
const six = ['X1', 'X2', 'X3', 'Y1', 'Y2', 'Y3'];

/** The example of the specification (C2SP tlog-policy). */
const EXAMPLE = `log ${logKey('log.example')}

${six.slice(0, 3).map(witness).join('')}group X-witnesses 2 X1 X2 X3

${six.slice(3).map(witness).join('')}group Y-witnesses any Y1 Y2 Y3

group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
`;

/** Whether a policy counts these of its witnesses as a quorum. */
function isQuorum(text: string, ...names: readonly string[]): boolean {
  const policy = parsePolicy(text);
  const keys = policy.witnesses.filter(({ name }) => names.includes(name)).map((each) => each.verifierKey);
  return meetsQuorum(policy, new Set(keys));
}

describe('tlog-policy', () => {
  it('counts its groups as the specification’s example says', () => {
    for (let bits = 0; bits < 64; bits += 1) {
      const names = six.filter((_, place) => ((bits >> place) & 1) === 1);
      const x = names.filter((name) => name.startsWith('X')).length;
      expect(isQuorum(EXAMPLE, ...names), names.join()).to.equal(x >= 2 && names.length > x);
    }
  });

  it('takes one witness as quorum, and URLs, comments, tabs and empty lines', () => {
    const text = `# ours\n\n \t # indented\nwitness\t见证 ${cosignerKey('w.example')}  https://w.example/ \n\nquorum 见证\n`;
    expect(isQuorum(text, '见证')).to.equal(true);
    expect(isQuorum(text)).to.equal(false);
    const [only] = parsePolicy(text).witnesses as readonly [PolicyWitness];
    expect(only.url).to.equal('https://w.example/');
  });

  it('with quorum none is met by nobody', () => {
    expect(isQuorum(`${witness('A')}quorum none\n`, 'A')).to.equal(false);
    expect(isQuorum('quorum none\n')).to.equal(false);
  });

  const A = witness('A');
  const B = witness('B');
  const refused: Readonly<Record<string, string>> = {
    'an empty text': '',
    'no quorum': A,
    'two quorums': `${A}quorum A\nquorum A\n`,
    'a quorum that comes too early': `quorum A\n${A}`,
    'an unknown quorum': `${A}quorum B\n`,
    'a quorum of two names': `${A}${B}quorum A B\n`,
    'an unknown keyword': `${A}quorum A\nwitnesses A\n`,
    'no newline at the end': `${A}quorum A`,
    'a carriage return': `${A}quorum A\r\n`,
    'a comment behind a line': `${A}quorum A # all\n`,
    'a delete character': `${A}quorum A\n#\u007f\n`,
    'a name twice': `${A}witness A ${cosignerKey('other.example')}\nquorum A\n`,
    'a witness called none': `witness none ${cosignerKey('w.example')}\nquorum none\n`,
    'a key twice under two names': `${A}witness C ${formatVerifierKey(newCosigner('c.example', testSigner('A.example'), 0).key)}\nquorum A\n`,
    'a log’s key as a witness’s': `log ${logKey('l.example', 'A.example')}\n${A}quorum A\n`,
    'a log key where a witness’s is due': `witness A ${logKey('w.example')}\nquorum A\n`,
    'a witness key where a log’s is due': `log ${cosignerKey('l.example')}\nquorum none\n`,
    'a broken key': `${A.replace(/\+[0-9a-f]{8}\+/, '+00000000+')}quorum A\n`,
    'an empty group': `${A}group G any\nquorum G\n`,
    'a group of more than it has': `${A}group G 2 A\nquorum G\n`,
    'a group of none': `${A}group G 0 A\nquorum G\n`,
    'a threshold with a leading zero': `${A}group G 01 A\nquorum G\n`,
    'a group with an unknown member': `${A}group G any A B\nquorum G\n`,
    'a group with the member none': `${A}group G any A none\nquorum G\n`,
    'a group with itself': `${A}group G any A G\nquorum G\n`,
    'a member twice in a group': `${A}group G any A A\nquorum G\n`,
    'a member in two groups': `${A}${B}group G any A\ngroup H any A B\nquorum H\n`,
    'a witness with too many items': `${A.trim()} https://a.example/ more\nquorum A\n`,
  };
  for (const [about, text] of Object.entries(refused)) {
    it(`refuses ${about}`, () => {
      expect(codeOf(() => parsePolicy(text))).to.equal('POLICY_MALFORMED');
    });
  }
});
