import type { Register, RegisterType } from '../registers/register.js';
import type { Description } from './description.js';

/** What a type of register always demands of the optional members. */
const byType: Readonly<Record<RegisterType, readonly string[]>> = {
  resource: [],
  asset: [],
  product: [],
  'data-ip': ['algorithm', 'sample'],
};

/** Members that the description lacks, as paths without the first slash; empty: it is complete. */
export function missingFields(
  { source, ...members }: Description,
  { type, requiredFields }: Pick<Register, 'type' | 'requiredFields'>,
): readonly string[] {
  const demanded = new Set([...byType[type], ...requiredFields]);
  return [
    ...[...demanded].filter((name) => !Object.hasOwn(members, name)),
    ...(source.kind !== 'own' && source.proof === undefined ? ['source/proof'] : []),
    ...(source.kind === 'authorised' && source.agreementEnds === undefined ? ['source/agreementEnds'] : []),
  ];
}
