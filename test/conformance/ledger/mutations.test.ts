import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { makeChaincodePackage } from './backends/chaincode-package.js';
import { startEmbeddedBackend } from './backends/embedded-backend.js';
import type { LedgerBackend } from './backends/ledger-backend.js';
import type { LedgerCase } from './ledger-case.js';
import { ledgerCases } from './ledger-cases.js';
import { type Mutation, mutationVariable } from './mutations/mutation.js';
import { mutations } from './mutations/mutations.js';
import { Sessions, onStage } from './stage.js';

const register = pathToFileURL(`${import.meta.dirname}/mutations/register.js`).href;
/** Takes thousands of envelopes, so that it is asked only where it is named. */
const slow = ['validation/duplicate-txid'];

describe('the embedded node with a check switched off', function () {
  this.timeout(120_000);
  let chaincode: string;

  before(async () => {
    chaincode = await makeChaincodePackage();
  });
  after(async () => {
    await rm(dirname(chaincode), { recursive: true });
  });

  it('names cases that there are', () => {
    const ids = ledgerCases.map(({ id }) => id);
    expect(ids).to.include.members(mutations.flatMap(({ red }) => red));
  });

  it('passes every case that a mutation names while nothing is switched off', async () => {
    expect(await findRed(chaincode, { name: '', edits: [], red: [] }, [])).to.deep.equal([]);
  });

  for (const mutation of mutations) {
    it(`fails exactly what it should: ${mutation.name}`, async () => {
      const left = slow.filter((id) => !mutation.red.includes(id));
      expect(await findRed(chaincode, mutation, left)).to.have.members(mutation.red);
    });
  }
});

/** Plays what any mutation names on a mutated node: the ids of the cases that fail. */
async function findRed(chaincode: string, { edits }: Mutation, left: readonly string[]): Promise<string[]> {
  const backend = await startEmbeddedBackend({
    chaincode,
    nodeArguments: ['--import', register],
    environment: { [mutationVariable]: JSON.stringify(edits) },
  });
  try {
    return await play(backend, casesToPlay(left));
  } finally {
    await backend.stop();
  }
}

function casesToPlay(left: readonly string[]): LedgerCase[] {
  const named = new Set(mutations.flatMap(({ red }) => red));
  return ledgerCases.filter(({ id }) => named.has(id) && !left.includes(id));
}

async function play(backend: LedgerBackend, cases: readonly LedgerCase[]): Promise<string[]> {
  const sessions = new Sessions(backend);
  const red: string[] = [];
  for (const { id, run } of cases) {
    await onStage(sessions, id, run).catch(() => red.push(id));
  }
  sessions.close();
  return red;
}
