/** What the registrar lets a participant do besides acting for itself; sorted. */
export const participantRoles = [
  'arbitration',
  'authenticator',
  'court',
  'depositor',
  'log-operator',
  'registrar',
  'regulator',
] as const;

export type ParticipantRole = (typeof participantRoles)[number];

/** In which role somebody signs a command: as itself, in a role of its own, or as an organisation's administrator. */
export type CommandRole = 'participant' | 'administrator' | Exclude<ParticipantRole, 'depositor'>;

export const commandRoles: readonly CommandRole[] = [
  'participant',
  'administrator',
  'arbitration',
  'authenticator',
  'court',
  'log-operator',
  'registrar',
  'regulator',
];
