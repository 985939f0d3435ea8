import { encodeHex, emptyRoot, parseVerifierKey, QuanchengError } from '@quancheng/protocol';
import { accept } from '../commands/accept.js';
import { assertVersion } from '../commands/assert-version.js';
import type { CommandResult } from '../commands/command-receipt.js';
import type { CommandContext, CommandEvent } from '../commands/command.js';
import { decide, type Decision } from '../decisions/decision.js';
import { soleSigner } from '../commands/entitlement.js';
import type { Change } from '../state/records.js';
import type { LogCommand } from './log-command.js';
import type { LogRecord } from './log-records.js';
import { assertHead, assertSignedBy, keyAtSize, parseTreeCheckpoint } from './tree-checkpoint.js';

/** The state machine of a log's registration and keys. The command's signatures have been verified. */
export function decideLog(
  log: LogRecord | undefined,
  command: LogCommand,
  context: CommandContext,
): Decision<CommandEvent, CommandResult> {
  return decide(() => {
    assertVersion(command, log?.version ?? 0);
    const changes =
      command.action === 'log.register' ? registerLog(command, context) : rotateLogKey(log, command);
    return accept(command, changes, context);
  });
}

/** @throws SIGNER_NOT_ENTITLED, NOTE_…, CHECKPOINT_MALFORMED, LOG_NOTE_MISMATCH, SIGNATURE_INVALID */
function registerLog(command: LogCommand, context: CommandContext): readonly Change[] {
  const operator = requireOperator(command);
  assertLogKey(command);
  const { target: origin, verifierKey } = command;
  const checkpoint = parseTreeCheckpoint(command.note, origin);
  const head = { size: 0, root: encodeHex(emptyRoot) };
  assertHead(checkpoint, head);
  assertSignedBy(checkpoint, verifierKey);
  const { at } = context;
  const keys = [{ verifierKey, from: 0 }];
  return [
    { kind: 'log', value: { origin, operator, keys, head, anchors: 1, version: 1, registered: at } },
    { kind: 'anchor', value: { origin, ...head, number: 1, note: checkpoint.noteDigest, at } },
  ];
}

/** @throws SIGNER_NOT_ENTITLED, LOG_UNKNOWN, KEY_EXISTS, NOTE_…, CHECKPOINT_MALFORMED, LOG_NOTE_MISMATCH */
function rotateLogKey(log: LogRecord | undefined, command: LogCommand): readonly Change[] {
  if (log === undefined) throw new QuanchengError('LOG_UNKNOWN', `there is no log ${command.target}`);
  if (requireOperator(command) !== log.operator) {
    throw new QuanchengError('SIGNER_NOT_ENTITLED', `the log’s operator is ${log.operator}`);
  }
  assertLogKey(command);
  const { verifierKey } = command;
  if (log.keys.some((key) => key.verifierKey === verifierKey)) {
    throw new QuanchengError('KEY_EXISTS', 'the log has used this key before');
  }
  const checkpoint = parseTreeCheckpoint(command.note, log.origin);
  assertHead(checkpoint, log.head);
  assertSignedBy(checkpoint, keyAtSize(log, log.head.size).verifierKey);
  assertSignedBy(checkpoint, verifierKey);
  const keys = [...log.keys, { verifierKey, from: log.head.size }];
  return [{ kind: 'log', value: { ...log, keys, version: log.version + 1 } }];
}

function requireOperator(command: LogCommand): string {
  const signer = soleSigner(command);
  if (signer.role !== 'log-operator') {
    throw new QuanchengError('SIGNER_NOT_ENTITLED', 'a log operator signs this action');
  }
  return signer.participant;
}

/** A log signs as itself and as a log: a cosigner's key, or one of another name, is refused. */
function assertLogKey(command: LogCommand): void {
  const key = parseVerifierKey(command.verifierKey);
  if (key.name !== command.target || key.type !== 'ed25519') {
    throw new QuanchengError(
      'LOG_NOTE_MISMATCH',
      'the verifier key is not an Ed25519 log key of this origin',
    );
  }
}
