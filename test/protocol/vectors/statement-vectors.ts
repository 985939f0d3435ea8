import {
  encodeUtf8,
  formatCanonical,
  statementDigests,
  type ErrorCode,
  type JsonObject,
  type JsonValue,
  type StatementDigests,
  type StatementKind,
} from '@quancheng/protocol';
import { alter } from '../support/alter.js';
import * as good from '../support/statements.js';
import type { VectorFile } from './vector-file.js';

/** A statement's canonical text; with `code` it is refused. */
export interface StatementCase {
  readonly name: string;
  readonly statement: string;
  readonly kind?: StatementKind;
  readonly digests?: StatementDigests;
  readonly code?: ErrorCode;
}

const cases: readonly StatementCase[] = [
  accepted('document', good.document),
  accepted('sharing-event', good.sharingEvent),
  accepted('batch', good.batch),
  accepted('command', good.command),
  accepted('key-possession', good.keyPossession),
  accepted('genesis', good.genesis),
  accepted('document', alter(good.document, '/original/size'), 'without size'),
  accepted('document', alter(good.document, '/title', '𠮷'.repeat(500)), 'title of 1,000 code units'),
  refused('core data', alter(good.document, '/level', 'core'), 'LEVEL_REFUSED'),
  refused('unlisted member', { ...good.document, extra: 1 }),
  refused('missing member', alter(good.document, '/title')),
  refused('null for an optional member', alter(good.document, '/previous', null)),
  refused('unknown schema', alter(good.document, '/schema', 'quancheng/document/v2')),
  refused('title of 1,001 code units', alter(good.document, '/title', 'a'.repeat(1001))),
  refused('control character', alter(good.document, '/title', 'a\u0085b')),
  refused('30 February', alter(good.document, '/issued', '2026-02-30T00:00:00.000Z')),
  refused('leap second', alter(good.document, '/issued', '2016-12-31T23:59:60.000Z')),
  refused('time without decimals', alter(good.document, '/issued', '2026-11-23T08:00:00Z')),
  refused('salt of 15 bytes', alter(good.document, '/salt', 'AAAAAAAAAAAAAAAAAAAA')),
  refused('digest in upper case', alter(good.document, '/original/sha256', 'AB'.repeat(32))),
  refused('no signers', alter(good.document, '/signers', [])),
  refused('provider is the consumer', alter(good.sharingEvent, '/consumer', good.PROVIDER)),
  refused('batch of nothing', alter(good.batch, '/size', 0)),
  refused('batch of 10,001', alter(good.batch, '/size', 10_001)),
  refused('command valid for more than 31 days', alter(good.command, '/expires', '2026-12-24T08:00:00.001Z')),
  refused(
    'command that expires as it is issued',
    alter(good.command, '/expires', '2026-11-23T08:00:00.000Z'),
  ),
  refused('possession of another’s key', alter(good.keyPossession, '/signers/0/key', 'ab'.repeat(32))),
  refused('genesis with a threshold above its organisations', alter(good.genesis, '/recoveryThreshold', 3)),
  refused('genesis without one signer', withoutFirstSigner()),
];

export const statementVectors: VectorFile = {
  description: 'Statements (docs/specs/statements.md): which are well formed, and their digests.',
  fields: {
    statement: 'canonical JSON',
    digests: 'hex SHA-256 and SM3 of the PAE with type application/vnd.quancheng.statement+json',
    code: 'error; absent where the statement is accepted',
  },
  cases,
};

function accepted(kind: StatementKind, statement: JsonObject, name: string = kind): StatementCase {
  const text = formatCanonical(statement);
  return { name, kind, statement: text, digests: statementDigests(encodeUtf8(text)) };
}

function refused(name: string, statement: JsonObject, code: ErrorCode = 'STATEMENT_INVALID'): StatementCase {
  return { name, statement: formatCanonical(statement), code };
}

function withoutFirstSigner(): JsonObject {
  const signers = good.genesis['signers'] as readonly JsonValue[];
  const publicKeys = good.genesis['publicKeys'] as readonly JsonValue[];
  return { ...good.genesis, signers: signers.slice(1), publicKeys: publicKeys.slice(1) };
}
