/** What the registrar lets a participant do, sorted. */
export const roles = ['depositor', 'log-operator', 'registrar'] as const;

export type Role = (typeof roles)[number];

export function isRole(value: unknown): value is Role {
  return roles.some((role) => role === value);
}
