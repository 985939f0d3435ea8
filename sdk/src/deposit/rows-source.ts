import type { PinnedTemplate } from '@quancheng/protocol';
import type { ReadRowsOptions } from '../node/files/read-rows.js';
import type { CommitmentKind } from '../original/commit-original.js';
import type { RecordDescription, SharingDescription } from '../statements/record-description.js';

/** A file whose data rows are deposited, each as a `sharing-event`, or as its template says. */
export interface RowsSource extends ReadRowsOptions {
  readonly path: string;
  /** Where the evidence will be written, without the ending. */
  readonly output: string;
  readonly mediaType: string;
  readonly commitment: CommitmentKind;
  readonly description: RecordDescription;
  /** Of `sharing-event`s. `sent` is the time at which the deposit was begun, if it is left out. */
  readonly sharing?: Omit<SharingDescription, 'sent'> & Partial<Pick<SharingDescription, 'sent'>>;
  /** Every row fits it, or nothing is deposited. */
  readonly template?: PinnedTemplate;
  /** Rows in one signed batch, 1 to 10,000. */
  readonly batchSize: number;
  readonly again?: boolean;
  readonly onProgress?: (rows: number, total: number) => void;
}
