import {
  commandRoles,
  isKeyId,
  isParticipantId,
  type CommandRole,
  QuanchengError,
} from '@quancheng/protocol';
import type { CommandSigner, QuanchengClient } from '@quancheng/sdk';

/** Another signer as the option --with names it: `<participant>[:<role>[:<key id>]]`. */
export interface Cosigner {
  readonly participant: string;
  readonly role?: CommandRole;
  readonly key?: string;
}

/** @throws OPTION_INVALID */
export function parseCosigner(text: string): Cosigner {
  const [participant, role, key, ...rest] = text.split(':');
  const isKnownRole = role === undefined || isCommandRole(role);
  const isKnownKey = key === undefined || isKeyId(key);
  if (
    participant === undefined ||
    !isParticipantId(participant) ||
    !isKnownRole ||
    !isKnownKey ||
    rest.length > 0
  ) {
    throw new QuanchengError('OPTION_INVALID', `--with ${text}: expected <participant>[:<role>[:<key id>]]`);
  }
  return { participant, ...(role === undefined ? {} : { role }), ...(key === undefined ? {} : { key }) };
}

/** Whether these could be a participant and the id of a key of it. */
export function isKeyFor(participant: string, key: string): boolean {
  return isParticipantId(participant) && isKeyId(key);
}

export function isCommandRole(role: string): role is CommandRole {
  return commandRoles.some((each) => each === role);
}

/**
 * The cosigner as the command will list it; its key is looked up where it has only one.
 * @throws OPTION_MISSING if its role or key cannot be told
 */
export async function resolveCosigner(
  client: QuanchengClient,
  cosigner: Cosigner,
  role: string | undefined,
): Promise<CommandSigner> {
  const { participant } = cosigner;
  const chosen = cosigner.role ?? role;
  if (chosen === undefined || !isCommandRole(chosen)) {
    throw new QuanchengError('OPTION_MISSING', `in which role: --with ${participant}:<role>`);
  }
  return { participant, role: chosen, key: cosigner.key ?? (await onlyKeyOf(client, participant, chosen)) };
}

async function onlyKeyOf(client: QuanchengClient, participant: string, role: string): Promise<string> {
  const { keys } = await client.participant(participant);
  const usable = keys.filter(({ revoked }) => revoked === undefined);
  const [only] = usable;
  if (only === undefined || usable.length > 1) {
    throw new QuanchengError(
      'OPTION_MISSING',
      `${participant} has ${usable.length} keys; which: --with ${participant}:${role}:<key id>`,
    );
  }
  return only.key;
}
