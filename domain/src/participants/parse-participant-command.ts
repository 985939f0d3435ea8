import {
  anyObject,
  base64Form,
  countForm,
  isParticipantId,
  keyIdForm,
  listOf,
  objectOf,
  oneOf,
  optional,
  QuanchengError,
  readForm,
  restrict,
  ascending,
  textForm,
  timeForm,
  type Form,
} from '@quancheng/protocol';
import { digestPairForm } from '../records/digest-pair.js';
import { headOf, type SignedCommand } from '../commands/signed-command.js';
import { revocationReasons } from './key-records.js';
import type {
  AddKey,
  AnnounceEncryptionKey,
  ChangeParticipant,
  RecoverKey,
  RegisterParticipant,
  RegisterPerson,
  ReportCompromise,
  RevokeKey,
  RotateKey,
} from './participant-command.js';
import { participantTypes } from './participant.js';
import { parsePossession } from './possession.js';
import { roles } from './role.js';

const rolesForm = restrict(listOf(oneOf(...roles), 0, roles.length), (list) =>
  ascending(list, (role) => role, 'roles sorted, none twice'),
);

const registerBody = objectOf({
  name: textForm,
  type: oneOf(...participantTypes),
  uscc: textForm,
  roles: rolesForm,
  possession: anyObject,
  usccOverride: optional(textForm),
});
const personBody = objectOf({ authentication: digestPairForm, possession: anyObject });
const quotaForm = objectOf({ recordsPerDay: countForm, commandsPerDay: countForm });
const changeBody = objectOf({
  name: textForm,
  type: oneOf(...participantTypes),
  roles: rolesForm,
  quota: optional(quotaForm),
});
const announceBody = objectOf({ encryptionKey: base64Form(32, 32) });
const possessionBody = objectOf({ possession: anyObject });
const rotateBody = objectOf({ possession: anyObject, replaces: keyIdForm });
const revokeBody = objectOf({ key: keyIdForm, reason: oneOf(...revocationReasons) });
const compromiseBody = objectOf({ key: keyIdForm, since: timeForm });

/** The form of each action's body. */
export const participantBodies = {
  'participant.register': registerBody,
  'person.register': personBody,
  'participant.change': changeBody,
  'participant.announce': announceBody,
  'key.add': possessionBody,
  'key.rotate': rotateBody,
  'key.revoke': revokeBody,
  'key.compromise': compromiseBody,
  'key.recover': possessionBody,
} as const;

/** How each action's body is read. All throw COMMAND_BODY_INVALID, and what a possession's form may throw. */
export const participantActions = {
  'participant.register': (command: SignedCommand): RegisterParticipant => {
    const body = read(command, registerBody);
    const possession = parsePossession(body.possession);
    return { ...participantHead(command), action: 'participant.register', ...body, possession };
  },
  'person.register': (command: SignedCommand): RegisterPerson => {
    const { authentication, possession } = read(command, personBody);
    const head = participantHead(command);
    return { ...head, action: 'person.register', authentication, possession: parsePossession(possession) };
  },
  'participant.change': (command: SignedCommand): ChangeParticipant => {
    return { ...participantHead(command), action: 'participant.change', ...read(command, changeBody) };
  },
  'participant.announce': (command: SignedCommand): AnnounceEncryptionKey => {
    return { ...participantHead(command), action: 'participant.announce', ...read(command, announceBody) };
  },
  'key.add': (command: SignedCommand): AddKey => {
    const possession = parsePossession(read(command, possessionBody).possession);
    return { ...participantHead(command), action: 'key.add', possession };
  },
  'key.rotate': (command: SignedCommand): RotateKey => {
    const { possession, replaces } = read(command, rotateBody);
    const head = participantHead(command);
    return { ...head, action: 'key.rotate', possession: parsePossession(possession), replaces };
  },
  'key.revoke': (command: SignedCommand): RevokeKey => {
    return { ...participantHead(command), action: 'key.revoke', ...read(command, revokeBody) };
  },
  'key.compromise': (command: SignedCommand): ReportCompromise => {
    return { ...participantHead(command), action: 'key.compromise', ...read(command, compromiseBody) };
  },
  'key.recover': (command: SignedCommand): RecoverKey => {
    const possession = parsePossession(read(command, possessionBody).possession);
    return { ...participantHead(command), action: 'key.recover', possession };
  },
} as const;

function participantHead(command: SignedCommand) {
  const head = headOf(command);
  if (!isParticipantId(head.target)) {
    throw new QuanchengError('COMMAND_BODY_INVALID', 'target: expected a ParticipantId');
  }
  return head;
}

function read<Body>(command: SignedCommand, form: Form<Body>): Body {
  return readForm(form, command.statement.body, 'COMMAND_BODY_INVALID');
}
