import { participantRoles, type ParticipantRole } from '@quancheng/protocol';

/** What the registrar lets a participant do, sorted. */
export const roles = participantRoles;

export type Role = ParticipantRole;

export function isRole(value: unknown): value is Role {
  return roles.some((role) => role === value);
}
