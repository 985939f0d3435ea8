import { access, constants } from 'node:fs/promises';
import { encodeUtf8, isQuanchengError, QuanchengError } from '@quancheng/protocol';
import { startGateway, type RunningGateway } from '@quancheng/gateway';
import { readText, readWholeFile, replaceFile } from '@quancheng/sdk/node';
import { ExitCode } from '../exit-code.js';
import { openEmbeddedBackEnd } from '../founding/embedded-back-end.js';
import { openFabricBackEnd } from '../founding/fabric-back-end.js';
import { type FoundedLedger, openFoundedLedger } from '../founding/open-founded-ledger.js';
import type { LedgerBackEnd } from '../founding/ledger-back-end.js';
import { type HomeFolder, homeFolder, makeFolder } from '../home/home-folder.js';
import { exists } from '../home/exists.js';
import { print } from '../output/print.js';
import { loadTemplates } from '../templates/load-templates.js';
import { assertPortFree, portError } from './port.js';
import { demonstrate } from './demonstrate.js';
import { printNextSteps } from './next-steps.js';
import type { StartOptions } from './start-options.js';
import { stopSignal } from './stop-signal.js';
import { watchTrustRoot } from './watch-trust-root.js';
import { writeConnection } from './write-connection.js';
import { writeDemoProfile } from './demo-profile.js';

/** Runs ledger and gateway until SIGINT or SIGTERM; the first time it does the main job once. */
export async function start(options: StartOptions): Promise<void> {
  const stopped = stopSignal();
  const home = homeFolder();
  await assertWritable(home);
  await assertPortFree(options.port, options.host);
  const ledger = await openFoundedLedger(home, await openBackEnd(home, options));
  let interrupted = false;
  try {
    const gateway = await openGateway(home, ledger, options);
    try {
      await writeConnection(home.ledger, ledger.connection);
      await replaceFile(home.address, encodeUtf8(`${gateway.address}\n`));
      await writeDemoProfile(home);
      interrupted = await Promise.race([
        demonstrate(home, gateway.address).then(() => false),
        stopped.then(() => true),
      ]);
      if (!interrupted) printNextSteps(home, gateway.address);
      const unwatch = watchTrustRoot(home.ownTrustRoot, gateway);
      if (options.once !== true) await stopped;
      unwatch();
      print('Stopping 正在停止 …');
    } finally {
      await gateway.close();
    }
  } finally {
    await ledger.close();
  }
  // A demonstration that was cut short still tries to reach the gateway; the next start takes it up again.
  if (interrupted) process.exit(ExitCode.done);
}

async function assertWritable(home: HomeFolder): Promise<void> {
  await makeFolder(home.path);
  await access(home.path, constants.W_OK | constants.X_OK).catch((cause: unknown) => {
    throw new QuanchengError('FILE_UNWRITABLE', home.path, { cause });
  });
}

async function openBackEnd(home: HomeFolder, { fabric }: StartOptions): Promise<LedgerBackEnd> {
  if (fabric !== undefined) return openFabricBackEnd(fabric);
  try {
    return await openEmbeddedBackEnd(home.node);
  } catch (cause) {
    if (!isQuanchengError(cause, 'EMBEDDED_NODE_LOCKED')) throw cause;
    const address = (await exists(home.address))
      ? (await readText(home.address)).trim()
      : 'an unknown address';
    throw new QuanchengError('HOME_LOCKED', `${home.path}, last seen at ${address}`, { cause });
  }
}

async function openGateway(
  home: HomeFolder,
  opened: FoundedLedger,
  options: StartOptions,
): Promise<RunningGateway> {
  try {
    return await startGateway({
      directory: home.gateway,
      origin: opened.foundation.origin,
      logKey: opened.logSigner,
      trustRoot: await readWholeFile(home.ownTrustRoot),
      ledger: opened.ledger,
      port: options.port,
      host: options.host,
      // A single operator trying things out: evidence can be fetched with curl.
      openRecords: true,
      templates: await loadTemplates(options),
      logger: false,
    });
  } catch (cause) {
    throw portError(cause, options.port) ?? cause;
  }
}
