import { relative, sep } from 'node:path';
import type { NetworkPlan } from '../network-plan.js';
import type { Selection } from './copy-tree.js';

/** In a backup: what the data folder held, the chaincode's code included. */
export const networkPart = 'network';
/** In a backup: a folder for each peer and orderer, named by its id, with what its folder `data` held. */
export const ledgersPart = 'ledgers';

/** What a data folder holds of one run only: logs, process table, socket, and how a peer reached its chaincode. */
const transient = /^(logs|processes\.json|keeper\.sock)$|(^|\/)externalbuilder$/;

/** Private keys: of nodes and users in `keystore`, of TLS and authorities in files named `.key`. */
export function isPrivateKey(path: string): boolean {
  return /(^|\/)keystore\/[^/]+$|\.key$/.test(path);
}

/** Everything in a network's data folder but the ledgers of its nodes: keys, configuration, what was decided. */
export function fixedContents({ folder, peers, orderers }: NetworkPlan, withKeys: boolean): Selection {
  const ledgers = new Set(
    [...peers, ...orderers].map((node) => `${relative(folder, node.folder).split(sep).join('/')}/data`),
  );
  return (path) => !transient.test(path) && !ledgers.has(path) && (withKeys || !isPrivateKey(path));
}

/** A node's ledger, with its consensus log or state database; paths are relative to its folder `data`. */
export const ledgerContents: Selection = (path) => !transient.test(path);
