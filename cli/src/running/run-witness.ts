import { connectLedger } from '@quancheng/ledger';
import { openKey, readKeyFile, readWholeFile } from '@quancheng/sdk/node';
import { verifyTrustRoot } from '@quancheng/verifier';
import { startWitness } from '@quancheng/witness';
import { askPassphrase } from '../input/passphrase.js';
import { print } from '../output/print.js';
import { readConnection } from './connection-settings.js';
import { assertPortFree, portError } from './port.js';
import { stopSignal } from './stop-signal.js';
import { readWitnessSettings } from './witness-settings.js';

/** Runs a witness by its configuration until SIGINT or SIGTERM. */
export async function runWitness(path: string): Promise<void> {
  const stopped = stopSignal();
  const settings = await readWitnessSettings(path);
  const { port = 7380, host = '127.0.0.1', name, directory } = settings;
  await assertPortFree(port, host);
  const key = await openKey(await readKeyFile(settings.key), () =>
    askPassphrase(`Passphrase of 口令 ${settings.key}`),
  );
  const trustRoot = verifyTrustRoot(await readWholeFile(settings.trustRoot));
  const ledger = connectLedger(await readConnection(settings));
  try {
    const witness = await startWitness({ directory, name, key, trustRoot, ledger, port, host });
    print(`Listening 正在监听: ${witness.address}`);
    await stopped;
    print('Stopping 正在停止 …');
    await witness.close();
  } catch (cause) {
    throw portError(cause, port) ?? cause;
  } finally {
    ledger.close();
  }
}
