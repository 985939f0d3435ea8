import type { Records } from '../state/records.js';
import type { ReportedKind } from './report.js';

/** A record that is reported on, in the version that was examined. */
export type Subject = {
  [Kind in ReportedKind]: { readonly kind: Kind; readonly value: Records[Kind] };
}[ReportedKind];

/** Who has an interest in a record that the record itself tells. */
export function partiesOf(subject: Subject): readonly (string | undefined)[] {
  switch (subject.kind) {
    case 'certificate':
      return [subject.value.holder];
    case 'grant':
      return [subject.value.grantor, subject.value.operator];
    case 'trade':
      return [subject.value.seller, subject.value.buyer, subject.value.exchange];
  }
}
