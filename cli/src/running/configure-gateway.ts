import { join, resolve } from 'node:path';
import { encodeUtf8, isOrigin, QuanchengError } from '@quancheng/protocol';
import { createFile, generateKey, readWholeFile, writeKeyFile } from '@quancheng/sdk/node';
import { stringify } from 'yaml';
import { fabricConnection } from '../founding/fabric-back-end.js';
import { homeFolder, makeFolder } from '../home/home-folder.js';
import { print } from '../output/print.js';
import { shellWord } from '../output/shell-word.js';
import { writeConnection } from './write-connection.js';

export interface ConfigureOptions {
  readonly out: string;
  readonly origin: string;
  readonly port: number;
  readonly connection?: string;
  readonly fabric?: string;
  readonly organisation?: string;
  readonly openRecords?: true;
}

/**
 * Makes the folder of a further gateway: its configuration, a log key of its own, and the trust root that this machine has
 * pinned.
 * @throws FILE_EXISTS, FILE_UNREADABLE, OPTION_INVALID
 */
export async function configureGateway(options: ConfigureOptions): Promise<void> {
  const { out, origin, port } = options;
  if (!isOrigin(origin)) throw new QuanchengError('OPTION_INVALID', '--origin: no log’s origin');
  const home = homeFolder();
  const trustRoot = await readWholeFile(home.trustRoot);
  await makeFolder(out, 0o700);
  const configuration = {
    connection: await connectionFile(options, join(home.ledger, 'connection.json')),
    trustRoot: 'trust-root.json',
    origin,
    logKey: 'evidence-log.json',
    directory: 'data',
    host: '127.0.0.1',
    port,
    ...(options.openRecords === true ? { openRecords: true } : {}),
  };
  const path = join(out, 'gateway.yaml');
  await createFile(path, encodeUtf8(stringify(configuration)));
  await createFile(join(out, configuration.trustRoot), trustRoot);
  // Plain: a service that starts by itself has nobody to ask.
  const logKey = join(out, configuration.logKey);
  await writeKeyFile(logKey, await generateKey('ed25519'));
  print(`Configuration 配置: ${path}`);
  print(`Log key 日志密钥: ${logKey}`);
  print(
    `Next 下一步: quancheng log register --origin ${origin} --log-key ${shellWord(logKey)} --out log.json …`,
  );
  print(`  then 然后: quancheng gateway start --config ${shellWord(path)}`);
}

async function connectionFile(options: ConfigureOptions, left: string): Promise<string> {
  const { out, connection, fabric, organisation } = options;
  if (fabric === undefined) return resolve(connection ?? left);
  await writeConnection(join(out, 'connection'), await fabricConnection(fabric, organisation));
  return join('connection', 'connection.json');
}
