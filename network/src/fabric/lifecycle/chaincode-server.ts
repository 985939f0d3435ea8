import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { chaincodeFolder, tlsFiles } from '../key-material.js';
import type { PeerPlan } from '../network-plan.js';
import type { Program } from '../process/program.js';

/**
 * The program that serves a chaincode package (a folder with `package.json`, built with fabric-contract-api) to one
 * peer. It is run by the `fabric-chaincode-node` of the package's own fabric-shim: another copy would not recognise its
 * contracts.
 */
export function chaincodeServer(peer: PeerPlan, chaincodePath: string, packageId: string): Program {
  const folder = resolve(chaincodePath);
  const shim = createRequire(join(folder, 'package.json')).resolve('fabric-shim/cli.js');
  const tls = tlsFiles(chaincodeFolder(peer));
  return {
    name: `chaincode.${peer.id}`,
    command: process.execPath,
    arguments: [
      shim,
      'server',
      `--chaincode-address=127.0.0.1:${peer.chaincodePort}`,
      `--chaincode-id=${packageId}`,
      `--module-path=${folder}`,
      `--chaincode-tls-cert-file=${tls.certificate}`,
      `--chaincode-tls-key-file=${tls.privateKey}`,
      `--chaincode-tls-client-cacert-file=${tls.authority}`,
    ],
    folder,
    environment: { CORE_CHAINCODE_LOGGING_LEVEL: 'WARNING' },
  };
}
