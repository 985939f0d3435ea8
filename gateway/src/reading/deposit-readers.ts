import { isAuthority, type Participant } from '@quancheng/domain';
import { QuanchengError } from '@quancheng/protocol';
import type { FastifyRequest } from 'fastify';
import type { GatewayDependencies } from '../dependencies.js';

/** Who reads a deposited record: everybody where records are open, else whose key signed the request. */
export type DepositReader = 'everybody' | Participant | undefined;

/** @throws as identifyReader, where it matters who reads */
export function identifyDepositReader(
  { openRecords, identifyReader }: Pick<GatewayDependencies, 'openRecords' | 'identifyReader'>,
  request: FastifyRequest,
): Promise<DepositReader> {
  return openRecords ? Promise.resolve('everybody') : identifyReader(request);
}

/** @throws RECORD_UNKNOWN for who is neither a party nor an authority */
export function assertDepositReadable(reader: DepositReader, parties: readonly string[]): void {
  if (reader === 'everybody') return;
  if (reader !== undefined && (isAuthority(reader) || parties.includes(reader.id))) return;
  throw new QuanchengError('RECORD_UNKNOWN', 'nothing of that name for this reader');
}
