import type { KeyId } from '@quancheng/protocol';
import type { CommandHead } from '../commands/command.js';
import type { RevocationReason } from './key-records.js';
import type { DigestPair } from '../records/digest-pair.js';
import type { OrganisationType, Quota } from './participant.js';
import type { Possession } from './possession.js';
import type { Role } from './role.js';

/** Everything that can be ordered about a participant and its keys. The target is the participant's id. */
export type ParticipantCommand =
  | RegisterParticipant
  | RegisterPerson
  | ChangeParticipant
  | AnnounceEncryptionKey
  | AddKey
  | RotateKey
  | RevokeKey
  | ReportCompromise
  | RecoverKey;

export interface RegisterParticipant extends CommandHead {
  readonly action: 'participant.register';
  readonly name: string;
  readonly type: OrganisationType;
  readonly uscc: string;
  readonly usccOverride?: string;
  readonly roles: readonly Role[];
  readonly possession: Possession;
}

/** Registers a person under a pseudonym. */
export interface RegisterPerson extends CommandHead {
  readonly action: 'person.register';
  readonly authentication: DigestPair;
  readonly possession: Possession;
}

/** Sets what the registrar decides about an organisation. */
export interface ChangeParticipant extends CommandHead {
  readonly action: 'participant.change';
  readonly name: string;
  readonly type: OrganisationType;
  readonly roles: readonly Role[];
  readonly quota?: Quota;
}

/** Says by which key data is to be encrypted for the participant. */
export interface AnnounceEncryptionKey extends CommandHead {
  readonly action: 'participant.announce';
  readonly encryptionKey: string;
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
