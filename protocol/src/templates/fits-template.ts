import { QuanchengError } from '../errors/quancheng-error.js';
import type { RecordStatement } from '../statements/statement.js';
import { boundFields } from './field-tree.js';
import { fieldsMismatch, rowError } from './judge-row.js';
import type { PinnedTemplate } from './parse-template.js';
import type { TemplateMember } from './template-member.js';
import type { SectorTemplate, TemplateParty } from './template.js';

/** Whether a statement names this very template. */
export function isTemplateOf(
  { template, sha256, sm3 }: PinnedTemplate,
  member: Pick<TemplateMember, 'id' | 'version' | 'sha256' | 'sm3'>,
): boolean {
  return (
    template.id === member.id &&
    template.version === member.version &&
    sha256 === member.sha256 &&
    sm3 === member.sm3
  );
}

/**
 * Holds a statement against the template that it names: everything about it that can be judged without the row. SDK,
 * gateway and verifier call this one function.
 * @throws TEMPLATE_UNKNOWN if it names another, TEMPLATE_VIOLATED, PLAIN_DIGEST_REFUSED, ROW_…
 */
export function assertFitsTemplate(pinned: PinnedTemplate, statement: RecordStatement): void {
  const { template } = pinned;
  const member = statement.template;
  if (member === undefined || !isTemplateOf(pinned, member)) {
    throw new QuanchengError('TEMPLATE_UNKNOWN', `the statement does not name this ${template.id}`);
  }
  assertDescription(template, statement);
  assertParties(template, statement);
  const bound = boundFields(template);
  if (bound.length > 0 && statement.original.commitment !== 'hmac') {
    throw new QuanchengError('PLAIN_DIGEST_REFUSED', `${template.id} has fields that are not public`);
  }
  if ((member.committed?.count ?? 0) !== bound.length) {
    throw violated(`/template/committed/count: expected ${bound.length}`);
  }
  const shown = template.fields.filter(({ disclosure }) => disclosure === 'public');
  const mismatch = fieldsMismatch(template, member.public, shown);
  if (mismatch !== undefined) throw rowError({ ...mismatch, path: `/template/public${mismatch.path}` });
}

function assertDescription(template: SectorTemplate, statement: RecordStatement): void {
  if (statement.schema !== `quancheng/${template.statement}/v1`) {
    throw violated(`/schema: expected a ${template.statement}`);
  }
  if (template.level === 'important' && statement.level !== 'important') {
    throw violated('/level: expected important');
  }
  if (!template.legalBases.some(({ text }) => text === statement.legalBasis)) {
    throw violated(`/legalBasis: expected ${template.legalBases.map(({ text }) => text).join(' or ')}`);
  }
}

/** Exactly the listed signers sign, which the signatures show; here: those whom the template wants are among them. */
function assertParties({ parties }: SectorTemplate, statement: RecordStatement): void {
  const missing = parties.find(({ party, signs }) => {
    const participant = partyOf(statement, party);
    return signs && !statement.signers.some((signer) => signer.participant === participant);
  });
  if (missing !== undefined) {
    throw violated(`/signers: expected the ${missing.party} (${missing.title.zh}) among them`);
  }
}

function partyOf(statement: RecordStatement, party: TemplateParty['party']): string | undefined {
  if (party === 'actingFor') return statement.actingFor;
  return statement.schema === 'quancheng/sharing-event/v1' ? statement[party] : undefined;
}

function violated(detail: string): QuanchengError {
  return new QuanchengError('TEMPLATE_VIOLATED', detail);
}
