import { resolve } from 'node:path';
import { boundFields, encodeUtf8, type PinnedTemplate } from '@quancheng/protocol';
import { depositRows, replaceFile, rowFormatOf, type RowsDeposit } from '@quancheng/sdk/node';
import { newProgressBar } from '../output/progress-bar.js';
import { remark } from '../output/print.js';
import { visibleText } from '../output/visible-text.js';
import { assertOwnLedger } from './assert-own-ledger.js';
import type { DepositSession } from './deposit-session.js';
import { commitmentOf, describeRecord, describeSharing, type DescriptionOptions } from './describe-record.js';
import { evidencePath, evidenceStem, promisesPath } from './evidence-names.js';
import { templatedProfile } from './templated-profile.js';

export interface RowOptions extends DescriptionOptions {
  readonly batchSize: number;
  readonly headerless?: true;
  readonly outDir?: string;
  readonly again?: true;
  /** By which template the rows were made. */
  readonly pinned?: PinnedTemplate;
}

/** Rows of which every field is public need no key. */
function isPublic(pinned: PinnedTemplate | undefined): boolean {
  return pinned !== undefined && boundFields(pinned.template).length === 0;
}

/** Deposits each data row of a file, as a sharing event or as its template says. */
export async function depositRowFile(
  session: DepositSession,
  file: string,
  options: RowOptions,
): Promise<RowsDeposit> {
  const { pinned } = options;
  const { participant, ledger } = session;
  const output = evidenceStem(file, options.outDir);
  // Before anything is deposited whose evidence could not be kept. How many parts there will be is not known yet.
  for (const units of [1, 2]) {
    await assertOwnLedger(evidencePath({ kind: 'rows', output, units }, 0), ledger);
  }
  const templated = pinned && templatedProfile(pinned, options, session.profile);
  const profile = templated ?? session.profile;
  const described = templated === undefined ? options : { ...options, legalBasis: templated.legalBasis };
  const format = rowFormatOf(file);
  const bar = newProgressBar('rows 行');
  try {
    const deposit = await depositRows(session, {
      path: resolve(file),
      output,
      format,
      headerless: options.headerless === true,
      mediaType: profile.mediaType ?? (format === 'csv' ? 'text/csv' : 'application/json'),
      commitment: isPublic(pinned) ? 'digest' : commitmentOf(options, profile),
      description: describeRecord(file, participant, described, profile),
      ...(pinned?.template.statement === 'document'
        ? {}
        : { sharing: describeSharing(file, participant, options, profile) }),
      ...(pinned === undefined ? {} : { template: pinned }),
      batchSize: options.batchSize,
      again: options.again === true,
      onProgress: (rows, total) => bar.update(rows, total),
    });
    bar.stop();
    const promises = deposit.acknowledgements.map(({ promise }) => `${promise}\n`);
    await replaceFile(promisesPath(deposit.job.output), encodeUtf8(promises.join('')));
    remark(
      `Deposited 已存证: ${visibleText(file)}, ${deposit.rows} rows 行, ${deposit.job.units} batches 批`,
    );
    return deposit;
  } finally {
    bar.stop();
  }
}
