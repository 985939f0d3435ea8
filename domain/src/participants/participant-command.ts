import type { KeyId } from '@quancheng/protocol';
import type { CommandHead } from '../commands/command.js';
import type { RevocationReason } from './key-records.js';
import type { ParticipantType } from './participant.js';
import type { Possession } from './possession.js';
import type { Role } from './role.js';

/** Everything that can be ordered about a participant and its keys. The target is the participant's id. */
export type ParticipantCommand =
  | RegisterParticipant
  | AddKey
  | RotateKey
  | RevokeKey
  | ReportCompromise
  | RecoverKey;

export interface RegisterParticipant extends CommandHead {
  readonly action: 'participant.register';
  readonly name: string;
  readonly type: ParticipantType;
  readonly uscc: string;
  readonly usccOverride?: string;
  readonly roles: readonly Role[];
  readonly possession: Possession;
}

export interface AddKey extends CommandHead {
  readonly action: 'key.add';
  readonly possession: Possession;
}

export interface RotateKey extends CommandHead {
  readonly action: 'key.rotate';
  readonly possession: Possession;
  readonly replaces: KeyId;
}

export interface RevokeKey extends CommandHead {
  readonly action: 'key.revoke';
  readonly key: KeyId;
  readonly reason: RevocationReason;
}

export interface ReportCompromise extends CommandHead {
  readonly action: 'key.compromise';
  readonly key: KeyId;
  readonly since: string;
}

export interface RecoverKey extends CommandHead {
  readonly action: 'key.recover';
  readonly possession: Possession;
}
