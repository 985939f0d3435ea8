import { QuanchengError } from '@quancheng/protocol';
import type { CommandHead, CommandSigner } from './command.js';

/** @throws SIGNER_NOT_ENTITLED unless exactly one registrar signs */
export function assertRegistrar(command: CommandHead): void {
  if (soleSigner(command).role !== 'registrar') throw notEntitled('a registrar signs this action');
}

/** @throws SIGNER_NOT_ENTITLED unless exactly the target signs, for itself */
export function assertTargetItself(command: CommandHead): void {
  if (!isTargetItself(soleSigner(command), command))
    throw notEntitled('the participant itself signs this action');
}

/** @throws SIGNER_NOT_ENTITLED unless exactly the target or a registrar signs */
export function assertTargetOrRegistrar(command: CommandHead): void {
  const signer = soleSigner(command);
  if (signer.role !== 'registrar' && !isTargetItself(signer, command)) {
    throw notEntitled('the participant itself or a registrar signs this action');
  }
}

/** @throws SIGNER_NOT_ENTITLED if several sign: a bystander's signature must not lend weight to an order */
export function soleSigner(command: CommandHead): CommandSigner {
  const [signer, ...others] = command.signers;
  if (signer === undefined || others.length > 0) throw notEntitled('exactly one signs this action');
  return signer;
}

function isTargetItself(signer: CommandSigner, command: CommandHead): boolean {
  return signer.role === 'participant' && signer.participant === command.target;
}

function notEntitled(detail: string): QuanchengError {
  return new QuanchengError('SIGNER_NOT_ENTITLED', detail);
}
