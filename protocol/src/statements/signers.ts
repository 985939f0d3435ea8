import { ascending, listOf, objectOf } from '../form/composite-forms.js';
import { restrict, type Form } from '../form/form.js';
import type { ParticipantId } from '../form/identifiers.js';
import { keyIdForm, oneOf, participantIdForm } from '../form/value-forms.js';
import type { KeyId } from '../signature/key-id.js';

/** One who must sign a statement. */
export interface StatementSigner<Role extends string = string> {
  readonly key: KeyId;
  readonly participant: ParticipantId;
  readonly role: Role;
}

/** Exactly these sign: sorted by key, no key twice. */
export function signersForm<Role extends string>(
  roles: readonly Role[],
  most = 16,
): Form<readonly StatementSigner<Role>[]> {
  const signer = objectOf({ key: keyIdForm, participant: participantIdForm, role: oneOf(...roles) });
  return restrict(listOf(signer, 1, most), (signers) =>
    ascending(signers, ({ key }) => key, 'signers sorted by key, no key twice'),
  );
}
