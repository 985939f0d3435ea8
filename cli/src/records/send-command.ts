import { isQuanchengError, type Envelope } from '@quancheng/protocol';
import { errorRegistry, isErrorCode } from '@quancheng/protocol';
import { isServedKind, readCommand, type QuanchengClient } from '@quancheng/sdk';
import { print, remark } from '../output/print.js';
import { visibleText } from '../output/visible-text.js';

const PATIENCE = 10_000;
const PAUSE = 100;

/** Sends a signed command, tells what came of it, and waits until the gateway shows it. @throws the ledger's refusal */
export async function sendCommand(
  client: QuanchengClient,
  envelope: Envelope,
  { json }: { readonly json?: true },
): Promise<void> {
  const { action, target } = readCommand(envelope).statement;
  const receipt = await client.commands.send(envelope);
  const { version, at, denied, outcome } = receipt;
  if (json === true) print(JSON.stringify({ action, target, ...receipt }));
  else {
    const again = outcome === 'repeated' ? ' (carried out before 此前已执行)' : '';
    print(`Done 已完成: ${action} ${visibleText(target)}${again}`);
    print(`  version 版本 ${version}, ledger time 账本时间 ${at.time} (tick 时标 ${at.tick})`);
    if (denied !== undefined) printDenial(denied);
  }
  await waitUntilShown(client, action, target, version);
}

function printDenial(code: string): void {
  print(`  Denied, and the denial is on record 已拒绝并记录在案: ${code}`);
  if (!isErrorCode(code)) return;
  const { meaning, action } = errorRegistry[code];
  print(`    ${meaning.zh} ${meaning.en}`);
  print(`    → ${action.zh} ${action.en}`);
}

/** The next command asks the projection for the version; it is moments behind the ledger. */
async function waitUntilShown(
  client: QuanchengClient,
  action: string,
  target: string,
  version: number,
): Promise<void> {
  const kind = action.slice(0, action.indexOf('.'));
  if (!isServedKind(kind)) return;
  for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
    try {
      if ((await client.records.get(kind, target)).record.version >= version) return;
    } catch (error) {
      // Somebody who may order it, such as an expiry, need not be somebody who may read it.
      if (!isQuanchengError(error, 'RECORD_UNKNOWN')) return;
      if (version > 1) return;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  remark('The gateway does not show it yet. 网关尚未显示该结果。');
}
