import { startGateway } from '@quancheng/gateway';
import { connectLedger } from '@quancheng/ledger';
import type { Signer } from '@quancheng/protocol';
import { readWholeFile } from '@quancheng/sdk/node';
import { openLogKey } from '../ordering/open-log-key.js';
import { print, remark } from '../output/print.js';
import { readConnection } from './connection-settings.js';
import { readGatewaySettings, witnessesOf } from './gateway-settings.js';
import { loadTemplates } from '../templates/load-templates.js';
import { assertPortFree, portError } from './port.js';
import { watchTrustRoot } from './watch-trust-root.js';
import { stopSignal } from './stop-signal.js';

/** Runs a gateway by its configuration until SIGINT or SIGTERM. */
export async function runGateway(path: string): Promise<void> {
  const stopped = stopSignal();
  const settings = await readGatewaySettings(path);
  const { port = 8080, host = '127.0.0.1', writesTicks = true, openRecords = false } = settings;
  await assertPortFree(port, host);
  const logKey = await openLogKey(settings.logKey);
  const otherLogKeys: Signer[] = [];
  for (const each of settings.otherLogKeys ?? []) otherLogKeys.push(await openLogKey(each));
  const ledger = connectLedger(await readConnection(settings));
  const waiting = new AbortController();
  void stopped.then(() => waiting.abort());
  try {
    const gateway = await startGateway({
      directory: settings.directory,
      origin: settings.origin,
      logKey,
      otherLogKeys,
      trustRoot: await readWholeFile(settings.trustRoot),
      ledger,
      port,
      host,
      writesTicks,
      openRecords,
      pace: settings.anchoring ?? {},
      witnesses: witnessesOf(settings),
      templates: await loadTemplates(settings),
      logger: false,
      signal: waiting.signal,
      onWaiting: () => remark('Waiting for the ledger 正在等待账本 …'),
    });
    print(`Listening 正在监听: ${gateway.address}`);
    const unwatch = watchTrustRoot(settings.trustRoot, gateway);
    await stopped;
    unwatch();
    print('Stopping 正在停止 …');
    await gateway.close();
  } catch (cause) {
    throw portError(cause, port) ?? cause;
  } finally {
    ledger.close();
  }
}
