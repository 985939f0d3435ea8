import { readFile } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import { parse } from 'yaml';
import { parseTopology } from '../../topology/parse-topology.js';
import type { FabricBinaries } from '../fabric-binaries.js';
import { writeHosts } from '../hosts/write-hosts.js';
import type { CommandLine } from './network-command.js';

const defaultPlace = '/srv/quancheng';

/** Makes a folder for each host of a topology. */
export async function makeHosts(line: CommandLine, binaries: FabricBinaries): Promise<number> {
  const { topologyFile, chaincodePath, options } = line;
  const installedAt = String(options['installed-at'] ?? defaultPlace);
  if (topologyFile === undefined || !isAbsolute(installedAt)) {
    console.error('hosts needs --topology FILE, whose nodes have hosts, and an absolute --installed-at');
    return 2;
  }
  // The services' users must be able to pass through the folders above their own.
  process.umask(0o022);
  const topology = parseTopology(parse(await readFile(topologyFile, 'utf8')));
  const to = resolve(String(options['to']));
  const hosts = await writeHosts({ topology, to, installedAt, chaincodePath, binaries });
  console.log(`${to}: folders for ${hosts.join(', ')} and the administrators; begin with its README.md`);
  console.log(`已生成各主机与管理员的目录，请从 ${to}/README.md 开始`);
  return 0;
}
