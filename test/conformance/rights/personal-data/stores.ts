import type { RightsBackend } from '../support/rights-backend.js';
import { takeSnapshot } from './snapshot.js';

/** Where a back end and the gateway on it keep what they keep: paths as the scan gives them. */
export interface Stores {
  /** By public datum, where the scan must find it, since it is known to be there. */
  readonly whereTheyAre: Readonly<Record<'consent' | 'data' | 'title', readonly RegExp[]>>;
  /** One file of each kind that is no database. */
  readonly files: readonly RegExp[];
  /** Has the back end write what it writes only when told to. */
  readonly beforeStop: (backend: RightsBackend) => Promise<void>;
}

// Commands go to the ledger compressed; what is written of them in blocks is not.
const gateway = {
  database: /^gateway\/.*#$/m,
  log: /^gateway\/.*[^#]$/m,
};

export const embeddedStores: Stores = {
  whereTheyAre: {
    consent: [
      /^ledger\/.*\/blocks-\d+$/m,
      /^ledger\/.*\/blocks-\d+#zlib$/m,
      /^ledger\/.*#$/m,
      gateway.database,
    ],
    data: [/^ledger\/.*\/blocks-\d+$/m, /^ledger\/.*\/blocks-\d+#zlib$/m, /^ledger\/.*#$/m, gateway.database],
    title: [gateway.log],
  },
  files: [/^ledger\/.*blocks/, /^gateway\/.*tile/],
  beforeStop: () => Promise.resolve(),
};

/** Blocks of orderers and peers (what commands wrote, and the commands), state, a snapshot. */
const fabricLedger = [
  /^ledger\/.*\/orderers\/.*\/data\/chains\/.*\/blockfile_\d+#zlib$/m,
  /^ledger\/.*\/peers\/.*\/data\/ledgersData\/chains\/chains\/.*\/blockfile_\d+#zlib$/m,
  /^ledger\/.*\/orderers\/.*\/data\/chains\/.*\/blockfile_\d+$/m,
  /^ledger\/.*\/peers\/.*\/data\/ledgersData\/chains\/chains\/.*\/blockfile_\d+$/m,
  /^ledger\/.*\/data\/ledgersData\/stateLeveldb#$/m,
  /^ledger\/.*\/data\/snapshots\/completed\/.*\/public_state\.data$/m,
];

export const fabricStores: Stores = {
  whereTheyAre: {
    consent: [
      ...fabricLedger,
      /^ledger\/.*\/orderers\/.*\/wal\/.*$/m,
      /^ledger\/.*\/data\/ledgersData\/historyLeveldb#$/m,
      gateway.database,
    ],
    data: [...fabricLedger, gateway.database],
    title: [gateway.log],
  },
  files: [
    /^ledger\/.*\/orderers\/.*\/data\/chains\/.*\/blockfile_\d+$/,
    /^ledger\/.*\/orderers\/.*\/wal\//,
    /^ledger\/.*\/peers\/.*\/chains\/.*\/blockfile_\d+$/,
    /^ledger\/.*\/snapshots\/completed\/.*\/public_state\.data$/,
    /^ledger\/logs\/orderer\./,
    /^ledger\/logs\/peer\./,
    /^ledger\/logs\/chaincode\./,
    /^gateway\/.*tile/,
  ],
  beforeStop: takeSnapshot,
};
