import { readMembers } from '@quancheng/gateway';
import {
  assertBatchMember,
  assertFitsTemplate,
  batchRoot,
  canonicalize,
  encodeHex,
  formatCanonical,
  isJsonObject,
  isQuanchengError,
  isTemplateOf,
  parseStatement,
  QuanchengError,
  type BatchStatement,
  type JsonObject,
  type JsonValue,
  type RecordStatement,
} from '@quancheng/protocol';
import { newTemplateMember } from '@quancheng/sdk';
import { expect } from 'chai';
import { documentStatement, joinLines } from '../gateway/support/records.js';
import { LEDGER } from '../chaincode/support/statements.js';
import { projectTemplates, templateOf } from './support/template-files.js';

const pinned = templateOf('training-dataset');
const { example, legalBases } = pinned.template;

/** Batches recognise members by one that was judged whole. What that lets by must fit its template all the same. */
describe('templated members of a batch', function () {
  this.timeout(60_000);
  const values: readonly JsonValue[] = [
    ...[
      '',
      'x',
      '北京',
      'important',
      'digest',
      legalBases[1]!.text,
      'ab'.repeat(32),
      '2026-11-23T08:00:00.000Z',
    ],
    ...[0, 1, 3, 12, true, null, {}, [], ['text']],
    { count: 1, root: 'ab'.repeat(32) },
    { count: 3, root: 'ab'.repeat(32) },
  ];

  it('are judged as each by itself, whatever a member’s value is', () => {
    let accepted = 0;
    for (const path of pathsOf(templated(1))) {
      for (const value of values) accepted += Number(compare(replaced(templated(1), path, value)));
    }
    expect(accepted).to.be.greaterThan(40);
  });

  it('are judged as each by itself when one names no template, or another', () => {
    const { template, ...plain } = templated(1);
    const bare = documentStatement('batch.1');
    expect(compare(plain)).to.equal(true);
    expect(compare(bare)).to.equal(true);
    expect(compare({ ...bare, template: template! })).to.equal(false);
  });
});

function templated(index: number): JsonObject {
  const id = `batch.${index}`;
  const statement = documentStatement(id);
  const [signer] = statement['signers'] as unknown as readonly [
    { readonly key: string; readonly participant: string; readonly role: string },
  ];
  const context = { ledger: LEDGER, signers: [signer], id };
  const member = newTemplateMember(pinned, example, Buffer.alloc(32, index), context);
  return {
    ...statement,
    legalBasis: legalBases[0]!.text,
    template: member as unknown as JsonObject,
  };
}

/** Whether a second member is taken, and that it is exactly if it would be by itself. */
function compare(second: JsonObject): boolean {
  const members = [templated(0), second].map((each) => Buffer.from(formatCanonical(each)));
  const alone = outcome(() => members.forEach(judgeAlone));
  const header = Buffer.from('header');
  const read = outcome(() =>
    readMembers(
      { batch: batchOf(members), envelope: 'ab'.repeat(32) },
      joinLines(header, ...members),
      projectTemplates,
    ),
  );
  expect(read, formatCanonical(second)).to.equal(alone);
  return read === 'accepted';
}

function judgeAlone(member: Uint8Array, index: number): void {
  const statement = parseStatement(member) as RecordStatement;
  assertBatchMember(batchOf([member, member]), statement, index);
  const named = statement.template;
  if (named === undefined) return;
  const known = projectTemplates.find((each) => isTemplateOf(each, named));
  if (known === undefined) throw new QuanchengError('TEMPLATE_UNKNOWN', named.id);
  assertFitsTemplate(known, statement);
}

function batchOf(members: readonly Uint8Array[]): BatchStatement {
  const { audience, signers, salt, issued } = parseStatement(canonicalize(templated(0))) as RecordStatement;
  const root = encodeHex(batchRoot(members));
  const id = 'batch' as BatchStatement['id'];
  return { schema: 'quancheng/batch/v1', id, audience, signers, salt, issued, root, size: members.length };
}

function outcome(judge: () => void): string {
  try {
    judge();
    return 'accepted';
  } catch (error) {
    if (isQuanchengError(error)) return error.code;
    throw error;
  }
}

type Path = readonly string[];

function pathsOf(value: JsonValue, path: Path = []): readonly Path[] {
  if (!isJsonObject(value)) return [path];
  const inner = Object.entries(value).flatMap(([name, member]) => pathsOf(member, [...path, name]));
  return path.length === 0 ? inner : [path, ...inner];
}

function replaced(value: JsonObject, [name, ...rest]: Path, by: JsonValue): JsonObject {
  const member = value[name!];
  return { ...value, [name!]: rest.length > 0 && isJsonObject(member) ? replaced(member, rest, by) : by };
}
