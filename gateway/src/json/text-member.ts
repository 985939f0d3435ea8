import { QuanchengError, type JsonObject } from '@quancheng/protocol';

/** A text in what the ledger holds. @throws LEDGER_ANSWER_MALFORMED if it isn't there */
export function textMember(value: JsonObject, name: string): string {
  const member = value[name];
  if (typeof member === 'string') return member;
  throw new QuanchengError('LEDGER_ANSWER_MALFORMED', `${name} is no text`);
}
