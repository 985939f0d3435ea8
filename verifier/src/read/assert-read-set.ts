import { QuanchengError } from '@quancheng/protocol';
import type { Answer, StateVersion } from './endorsed-read.js';
import { isAscending } from './read-request.js';
import type { ReadResult } from './read-result.js';
import type { Namespace, UnpackedRead } from './unpack-read.js';

/** What the contract reads besides the requested keys. */
const CONTRACT_KEYS: readonly string[] = ['ledger', 'tick/0', 'tick/1', 'tick/2'];
const LIFECYCLE = '_lifecycle';

/**
 * Step 6: the peers read exactly what was asked for, and each answer has a version exactly if it isn't null. Writes
 * of any kind, events, private data and range queries were refused with the form.
 * @returns the answers with their versions
 * @throws READ_SET_MISMATCH
 */
export function assertReadSet(
  read: UnpackedRead,
  keys: readonly string[],
  result: ReadResult,
): readonly Answer[] {
  if (read.response.status !== 200) throw mismatch('the response is no success');
  if (!isAscending(read.namespaces.map(({ name }) => name))) throw mismatch('namespaces out of order');
  for (const namespace of read.namespaces) assertNamespace(namespace, read.chaincode.name);
  const versions = versionsOf(read.namespaces.find(({ name }) => name === read.chaincode.name));
  const expected = new Set([...keys, ...CONTRACT_KEYS]);
  if (versions.size !== expected.size || ![...expected].every((key) => versions.has(key))) {
    throw mismatch('other keys were read than asked for');
  }
  if (versions.get('ledger') === undefined) throw mismatch('there is no ledger');
  if (result.answers.length !== keys.length) throw mismatch('not one answer for each key');
  return result.answers.map((answer, index) => {
    const version = versions.get(answer.key);
    if (answer.key !== keys[index]) throw mismatch('the answers are not in the order of the keys');
    if ((answer.value === null) !== (version === undefined))
      throw mismatch(`${answer.key}: value and version disagree`);
    return version === undefined ? answer : { ...answer, version };
  });
}

function assertNamespace({ name, reads }: Namespace, chaincode: string): void {
  if (!isAscending(reads.map(({ key }) => key))) throw mismatch('reads out of order');
  if (name === chaincode) return;
  // The peer itself looks up the sequence of the chaincode's definition before it runs it.
  const [sequence, ...others] = reads;
  const isLookUp =
    sequence?.key === `namespaces/fields/${chaincode}/Sequence` && sequence.version !== undefined;
  if (name !== LIFECYCLE || !isLookUp || others.length > 0) throw mismatch(`namespace ${name}`);
}

function versionsOf(namespace: Namespace | undefined): ReadonlyMap<string, StateVersion | undefined> {
  return new Map(namespace?.reads.map(({ key, version }) => [key, version] as const));
}

function mismatch(detail: string): QuanchengError {
  return new QuanchengError('READ_SET_MISMATCH', detail);
}
