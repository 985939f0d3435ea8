/** Whether the embedded node has a feature of Fabric, and for those it lacks the sentence with which it says so. */
export interface Support {
  readonly isSupported: boolean;
  readonly sentence: string;
}

const yes = (sentence: string): Support => ({ isSupported: true, sentence });
const no = (sentence: string): Support => ({
  isSupported: false,
  sentence: `the embedded node has ${sentence}`,
});

/**
 * What the embedded node does of what a Fabric network does. Conformance suites read it; what is not supported
 * answers with its sentence: a call with UNIMPLEMENTED, an envelope with NOT_IMPLEMENTED, a contract with an error.
 */
export const embeddedSupports = {
  gateway: yes('gateway.Gateway: evaluate, endorse, submit, commit status, chaincode events'),
  endorser: yes('protos.Endorser, on one port for each organisation'),
  deliver: yes('protos.Deliver: blocks and filtered blocks'),
  broadcast: yes('orderer.AtomicBroadcast: transactions in, blocks out'),
  ledgerQueries: yes('qscc, cscc and _lifecycle, as far as they are asked'),
  keyHistory: yes('the history of a key'),
  pagination: yes('queries in pages, in reading transactions'),
  configurationUpdates: no('no configuration updates: its channel stays as its first block describes it'),
  lifecycleTransactions: no(
    'no chaincode lifecycle: a chaincode’s definition changes when it is opened with another one',
  ),
  privateData: yes('the implicit collection of each organisation: put, get, delete, purge, hash'),
  privateDataCollections: no('no collections but each organisation’s implicit one'),
  privateDataQueries: no('no range or rich queries on private data'),
  richQueries: no('no rich queries: its state is an ordered store, as LevelDB is for Fabric'),
  chaincodeToChaincode: no('one chaincode only, which cannot call others'),
  keyLevelEndorsement: no('no endorsement policies of single keys'),
  discovery: no('no service discovery: its Gateway service finds the endorsers'),
  ledgerSnapshots: no('no ledger snapshots: copy the block files instead'),
} as const satisfies Record<string, Support>;
