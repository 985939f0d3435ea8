import { encodeBase64, type GenesisOrganisation, type PublicKey } from '@quancheng/protocol';
import { contextMembers, finish } from './record-statements.js';
import type { StatementContext } from './record-description.js';

/** What the founders of a ledger agree on. */
export interface GenesisTerms {
  readonly consortium: string;
  readonly channel: string;
  readonly chaincode: string;
  readonly organisations: readonly FoundingOrganisation[];
  readonly registrar: { readonly id: string; readonly name: string; readonly publicKey: PublicKey };
  /** How many administrators recover a participant's lost key. */
  readonly recoveryThreshold: number;
  /** Seconds. */
  readonly tickPeriod: number;
}

export type FoundingOrganisation = Readonly<
  Record<'mspId' | Exclude<keyof GenesisOrganisation, 'administrator'>, string>
> & {
  readonly administrator: PublicKey;
};

/** A `genesis` statement's canonical bytes; every administrator and the registrar must sign it. @throws STATEMENT_INVALID */
export function newGenesisStatement(
  { ledger, issued }: Pick<StatementContext, 'ledger' | 'issued'>,
  { organisations, registrar, ...terms }: GenesisTerms,
): Uint8Array {
  const founders = [
    ...organisations.map(({ mspId, administrator }) => ({
      participant: mspId,
      role: 'administrator',
      administrator,
    })),
    { participant: registrar.id, role: 'registrar', administrator: registrar.publicKey },
  ].map(({ participant, role, administrator }) => ({
    participant,
    role,
    publicKey: administrator,
    key: administrator.keyId,
  }));
  const members = contextMembers({ ledger, issued, signers: founders });
  const publicKeys = members.signers.map(({ key }) => encodeBase64(spkiOf(founders, key)));
  const listed = organisations.map((each) => ({ ...each, administrator: each.administrator.keyId }));
  listed.sort((left, right) => (left.mspId < right.mspId ? -1 : 1));
  return finish({
    ...members,
    ...terms,
    schema: 'quancheng/genesis/v1',
    organisations: listed,
    publicKeys,
    registrar: { id: registrar.id, name: registrar.name, key: registrar.publicKey.keyId },
  });
}

function spkiOf(founders: readonly { key: string; publicKey: PublicKey }[], key: string): Uint8Array {
  return founders.find((each) => each.key === key)?.publicKey.spki ?? new Uint8Array();
}
