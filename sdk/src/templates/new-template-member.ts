import {
  boundFields,
  fieldTreeRoot,
  openLeaves,
  QuanchengError,
  type JsonObject,
  type PinnedTemplate,
  type TemplateMember,
} from '@quancheng/protocol';
import type { StatementContext } from '../statements/record-description.js';

/** Which record a row is for. */
export interface RowContext extends Pick<StatementContext, 'ledger' | 'signers'> {
  /** RecordId. */
  readonly id: string;
}

/**
 * A statement's member `template`: the template's digests, the public fields' values, and the root over all others.
 * @param row values that fit the template
 * @param key the 32 bytes under which the row's original is committed; they stay with the custodian
 * @throws PLAIN_DIGEST_REFUSED without a key, if there is a field that is not public
 */
export function newTemplateMember(
  pinned: PinnedTemplate,
  row: JsonObject,
  key: Uint8Array | undefined,
  context: RowContext,
): TemplateMember {
  const { template, sha256, sm3 } = pinned;
  const shown = template.fields.flatMap(({ code, disclosure }) => {
    const value = row[code];
    return disclosure === 'public' && value !== undefined ? [[code, value] as const] : [];
  });
  const member = {
    id: template.id,
    version: template.version,
    sha256,
    sm3,
    public: Object.fromEntries(shown),
  };
  const { length: count } = boundFields(template);
  if (count === 0) return member;
  if (key === undefined) {
    throw new QuanchengError('PLAIN_DIGEST_REFUSED', `${template.id} has fields that are not public`);
  }
  const root = fieldTreeRoot(leafContext(pinned, context), openLeaves(template, row, key));
  return { ...member, committed: { count, root } };
}

/** The first signer, as sorted in the statement, is the one in whose name space the record is. */
function leafContext({ sha256 }: PinnedTemplate, { ledger, signers, id }: RowContext) {
  const [first] = [...signers].sort((left, right) => (left.key < right.key ? -1 : 1));
  return { ledger, participant: first?.participant ?? '', record: id, template: sha256 };
}
