import { isWellFormed } from '../bytes/well-formed.js';
import { isQuanchengError, QuanchengError } from '../errors/quancheng-error.js';
import { parseVerifierKey, type NoteKeyType, type VerifierKey } from '../note/verifier-key.js';
import type { PolicyGroup, PolicyLog, PolicyMember, PolicyWitness, TlogPolicy } from './tlog-policy.js';

/** Tab, newline, printable ASCII, and whatever is not ASCII. */
const FORBIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f]/;
/** The spec recommends at least 32 of each; this bounds the work on hostile input. */
const MAXIMUM_LINES = 1_000;

/** What the lines before have defined. */
interface Definitions {
  readonly logs: PolicyLog[];
  readonly witnesses: PolicyWitness[];
  readonly members: Map<string, PolicyMember>;
  /** Names that are members of a group already: each is at most once. */
  readonly grouped: Set<string>;
  quorum: PolicyMember | 'none' | undefined;
}

/**
 * Parses a C2SP tlog-policy file. Witness keys are Ed25519 cosignature keys; no key is there twice, not even as a log's
 * and a witness's: the spec forbids it within each kind, and a log that witnesses itself is no witness.
 * @throws POLICY_MALFORMED
 */
export function parsePolicy(text: string): TlogPolicy {
  if (!isWellFormed(text) || FORBIDDEN.test(text)) throw malformed('a forbidden character');
  if (!text.endsWith('\n')) throw malformed('the last line does not end');
  const lines = text.slice(0, -1).split('\n');
  if (lines.length > MAXIMUM_LINES) throw malformed(`more than ${MAXIMUM_LINES} lines`);
  const known: Definitions = {
    logs: [],
    witnesses: [],
    members: new Map(),
    grouped: new Set(),
    quorum: undefined,
  };
  lines.forEach((line, index) => readLine(line, index + 1, known));
  const { logs, witnesses, quorum } = known;
  if (quorum === undefined) throw malformed('no quorum line');
  assertDifferentKeys([...logs, ...witnesses]);
  return { logs, witnesses, quorum };
}

function readLine(line: string, number: number, known: Definitions): void {
  const [keyword, ...items] = line.split(/[ \t]+/).filter((item) => item !== '');
  if (keyword === undefined || keyword.startsWith('#')) return;
  try {
    define(keyword, items, known);
  } catch (cause) {
    if (!isQuanchengError(cause)) throw cause;
    throw new QuanchengError('POLICY_MALFORMED', `line ${number}: ${cause.detail}`, { cause });
  }
}

function define(keyword: string, items: readonly string[], known: Definitions): void {
  if (keyword === 'log') known.logs.push(readLog(items));
  else if (keyword === 'witness') {
    const witness = readWitness(items);
    addMember(witness, known);
    known.witnesses.push(witness);
  } else if (keyword === 'group') addMember(readGroup(items, known), known);
  else if (keyword === 'quorum') readQuorum(items, known);
  else throw malformed('an unknown keyword');
}

function readLog([key, url, ...rest]: readonly string[]): PolicyLog {
  if (key === undefined || rest.length > 0) throw malformed('a log is a verifier key and perhaps a URL');
  return { verifierKey: readKey(key, 'ed25519'), ...(url === undefined ? {} : { url }) };
}

function readWitness([name, key, url, ...rest]: readonly string[]): PolicyWitness {
  if (name === undefined || key === undefined || rest.length > 0)
    throw malformed('a witness is a name, a verifier key and perhaps a URL');
  const verifierKey = readKey(key, 'cosignature');
  return { kind: 'witness', name, verifierKey, ...(url === undefined ? {} : { url }) };
}

function readGroup([name, count, ...names]: readonly string[], known: Definitions): PolicyGroup {
  if (name === undefined || count === undefined || names.length === 0)
    throw malformed('a group is a name, a threshold and its members');
  const members = names.map((each) => takeForGroup(each, known));
  const threshold = count === 'any' ? 1 : count === 'all' ? members.length : readThreshold(count);
  if (threshold > members.length) throw malformed('the threshold exceeds the members');
  return { kind: 'group', name, threshold, members };
}

function takeForGroup(name: string, { members, grouped }: Definitions): PolicyMember {
  const member = members.get(name);
  if (member === undefined) throw malformed('a member that is not defined above');
  if (grouped.has(name)) throw malformed('a member that is in a group already');
  grouped.add(name);
  return member;
}

function readThreshold(text: string): number {
  const value = /^[1-9][0-9]{0,3}$/.test(text) ? Number(text) : undefined;
  if (value === undefined) throw malformed('the threshold is neither any, all nor a number from 1');
  return value;
}

function readQuorum([name, ...rest]: readonly string[], known: Definitions): void {
  if (name === undefined || rest.length > 0) throw malformed('a quorum is one name');
  if (known.quorum !== undefined) throw malformed('a second quorum');
  const quorum = name === 'none' ? name : known.members.get(name);
  if (quorum === undefined) throw malformed('a quorum that is not defined above');
  known.quorum = quorum;
}

function addMember(member: PolicyMember, { members }: Definitions): void {
  if (member.name === 'none' || members.has(member.name)) throw malformed('a name that is taken');
  members.set(member.name, member);
}

function readKey(text: string, type: NoteKeyType): VerifierKey {
  const key = parseVerifierKey(text);
  if (key.type !== type) throw malformed('a key of another signature type');
  return key;
}

function assertDifferentKeys(owners: readonly { readonly verifierKey: VerifierKey }[]): void {
  const ids = owners.map(({ verifierKey }) => verifierKey.publicKey.keyId);
  if (new Set(ids).size !== ids.length) throw malformed('a public key is there twice');
}

function malformed(detail: string): QuanchengError {
  return new QuanchengError('POLICY_MALFORMED', detail);
}
