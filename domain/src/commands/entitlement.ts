import { QuanchengError, type CommandRole } from '@quancheng/protocol';
import type { Participant } from '../participants/participant.js';
import type { CommandHead, CommandSigner } from './command.js';

/** @throws SIGNER_NOT_ENTITLED unless exactly the target signs, for itself */
export function assertTargetItself(command: CommandHead): void {
  if (!isTargetItself(soleSigner(command), command))
    throw notEntitled('the participant itself signs this action');
}

/** Who answers for a participant: a registrar for an organisation, for a person the service that authenticated it. */
export type Keeper = Pick<Participant, 'authenticator'> | undefined;

/** @throws SIGNER_NOT_ENTITLED unless exactly the target or its keeper signs */
export function assertTargetOrKeeper(command: CommandHead, keeper: Keeper): void {
  const signer = soleSigner(command);
  if (!isKeeper(signer, keeper) && !isTargetItself(signer, command)) {
    throw notEntitled('the participant itself or who registered it signs this action');
  }
}

/** @throws SIGNER_NOT_ENTITLED unless exactly the target's keeper signs, in this role */
export function assertKeeper(command: CommandHead, keeper: Keeper, role: CommandRole): void {
  const signer = soleSigner(command);
  if (signer.role !== role || !isKeeper(signer, keeper)) {
    throw notEntitled(`a ${role} who answers for the participant signs this action`);
  }
}

/** @throws SIGNER_NOT_ENTITLED unless exactly one signs, in this role */
export function assertSoleRole(command: CommandHead, role: CommandRole): CommandSigner {
  const signer = soleSigner(command);
  if (signer.role !== role) throw notEntitled(`a ${role} signs this action`);
  return signer;
}

/** @throws SIGNER_NOT_ENTITLED if several sign: a bystander's signature must not lend weight to an order */
export function soleSigner(command: CommandHead): CommandSigner {
  const [signer, ...others] = command.signers;
  if (signer === undefined || others.length > 0) throw notEntitled('exactly one signs this action');
  return signer;
}

function isKeeper(signer: CommandSigner, keeper: Keeper): boolean {
  if (keeper?.authenticator === undefined) return signer.role === 'registrar';
  return signer.role === 'authenticator' && signer.participant === keeper.authenticator;
}

function isTargetItself(signer: CommandSigner, command: CommandHead): boolean {
  return signer.role === 'participant' && signer.participant === command.target;
}

function notEntitled(detail: string): QuanchengError {
  return new QuanchengError('SIGNER_NOT_ENTITLED', detail);
}
