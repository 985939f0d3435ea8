import { basename, resolve } from 'node:path';
import { encodeUtf8 } from '@quancheng/protocol';
import { depositDocument, type DocumentDeposit, readWholeFile, replaceFile } from '@quancheng/sdk/node';
import { remark } from '../output/print.js';
import { visibleText } from '../output/visible-text.js';
import { assertOwnLedger } from './assert-own-ledger.js';
import type { DepositSession } from './deposit-session.js';
import { commitmentOf, describeRecord, type DescriptionOptions } from './describe-record.js';
import { evidencePath, evidenceStem, promisePath } from './evidence-names.js';
import { mediaTypeOf } from './media-type.js';

export interface FileOptions extends DescriptionOptions {
  readonly title?: string;
  readonly mediaType?: string;
  readonly outDir?: string;
  readonly again?: true;
}

/** Deposits each file as a document and writes its promise; the evidence comes later. */
export async function depositFiles(
  session: DepositSession,
  files: readonly string[],
  options: FileOptions,
): Promise<readonly DocumentDeposit[]> {
  const deposits: DocumentDeposit[] = [];
  for (const file of files) {
    const deposit = await depositFile(session, file, options);
    await replaceFile(promisePath(deposit.job.output), encodeUtf8(deposit.acknowledgement.promise));
    const { index, received } = deposit.acknowledgement;
    remark(`Deposited 已存证: ${visibleText(file)}, entry 条目 ${index}, received 接收 ${received}`);
    deposits.push(deposit);
  }
  return deposits;
}

async function depositFile(
  session: DepositSession,
  file: string,
  options: FileOptions,
): Promise<DocumentDeposit> {
  const { participant, profile, ledger } = session;
  const output = evidenceStem(file, options.outDir);
  // Before anything is deposited whose evidence could not be kept.
  for (const path of [evidencePath({ kind: 'document', output, units: 1 }, 0), promisePath(output)]) {
    await assertOwnLedger(path, ledger);
  }
  return depositDocument(session, {
    path: resolve(file),
    output,
    bytes: await readWholeFile(file),
    title: options.title ?? profile.title ?? basename(file),
    mediaType: options.mediaType ?? profile.mediaType ?? mediaTypeOf(file),
    commitment: commitmentOf(options, profile),
    description: describeRecord(file, participant, options, profile),
    again: options.again === true,
  });
}
