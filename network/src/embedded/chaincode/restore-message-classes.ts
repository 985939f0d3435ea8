import { common, gateway, google, ledger, msp, orderer, peer } from '@hyperledger/fabric-protos';

type Namespace = Record<string, unknown>;

const own: Readonly<Record<string, object>> = {
  common,
  gateway,
  msp,
  orderer,
  protos: peer,
  lifecycle: peer.lifecycle,
  rwset: ledger.rwset,
  kvrwset: ledger.rwset.kvrwset,
  queryresult: ledger.queryresult,
  rpc: google.rpc,
};

/**
 * Puts this process's message classes back in place. Generated protobuf code looks its classes up in a global object
 * at run time, so that a second copy of fabric-protos replaces the first one's classes when it is loaded: fabric-shim
 * brings an older copy, whose classes lack the newer fields. Call this after loading anything that may bring one.
 */
export function restoreMessageClasses(): void {
  const { proto } = globalThis as unknown as { proto: Record<string, Namespace> };
  for (const [name, classes] of Object.entries(own)) {
    const namespace = name === 'rpc' ? (proto['google']?.['rpc'] as Namespace | undefined) : proto[name];
    for (const [key, value] of Object.entries(classes)) {
      if (namespace !== undefined && key in namespace) {
        namespace[key] = value;
      }
    }
  }
}
