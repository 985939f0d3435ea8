import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type ChaincodeCode, codeFolder } from '../chaincode/chaincode-code.js';
import { chaincodeFolder, tlsFiles } from '../key-material.js';
import type { PeerPlan } from '../network-plan.js';
import type { Slot } from './chaincode-package.js';
import type { Program } from '../process/program.js';

/** Name of the program that serves a peer's chaincode, by slot. */
export function chaincodeProgramName({ id }: Pick<PeerPlan, 'id'>, slot: Slot): string {
  return slot === 0 ? `chaincode.${id}` : `chaincode-other.${id}`;
}

/**
 * The program that serves a chaincode package (a folder with `package.json`, built with fabric-contract-api) to one
 * peer. It is run by the `fabric-chaincode-node` of the package's own fabric-shim: another copy would not recognise its
 * contracts.
 */
export function chaincodeServer(peer: PeerPlan, dataFolder: string, code: ChaincodeCode): Program {
  const folder = codeFolder(dataFolder, code);
  const shim = createRequire(join(folder, 'package.json')).resolve('fabric-shim/cli.js');
  const tls = tlsFiles(chaincodeFolder(peer));
  return {
    name: chaincodeProgramName(peer, code.slot),
    command: process.execPath,
    arguments: [
      shim,
      'server',
      `--chaincode-address=127.0.0.1:${peer.chaincodePorts[code.slot]}`,
      `--chaincode-id=${code.packageId}`,
      `--module-path=${folder}`,
      `--chaincode-tls-cert-file=${tls.certificate}`,
      `--chaincode-tls-key-file=${tls.privateKey}`,
      `--chaincode-tls-client-cacert-file=${tls.authority}`,
    ],
    folder,
    environment: { CORE_CHAINCODE_LOGGING_LEVEL: 'WARNING' },
  };
}
