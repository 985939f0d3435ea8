import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { expect } from 'chai';
import { makeChaincodePackage } from './backends/chaincode-package.js';
import { startEmbeddedBackend } from './backends/embedded-backend.js';
import { startFabricBackend } from './backends/fabric-backend.js';
import { type PlayedCases, defineLedgerCases } from './define-ledger-cases.js';
import { ledgerCases } from './ledger-cases.js';

describe('one ledger protocol, two back ends', function () {
  // Some cases move megabytes or thousands of envelopes, on machines that have other things to do.
  this.timeout(120_000);
  let chaincode: string;
  const played: PlayedCases[] = [];

  before(async () => {
    chaincode = await makeChaincodePackage();
  });
  after(async () => {
    await rm(dirname(chaincode), { recursive: true });
  });

  describe('the embedded node', () => {
    played.push(defineLedgerCases('embedded node', () => startEmbeddedBackend({ chaincode })));
  });

  describe('real Fabric', () => {
    played.push(defineLedgerCases('real Fabric', () => startFabricBackend(chaincode)));
  });

  describe('the list of cases', () => {
    it('gives every case an id of its own', () => {
      const ids = ledgerCases.map(({ id }) => id);
      expect(new Set(ids).size).to.equal(ids.length);
    });

    it('has played every case on each back end that is here, and left none out', function () {
      const ids = ledgerCases.map(({ id }) => id);
      const here = played.filter(({ isMissing }) => !isMissing());
      expect(here.map(({ name }) => name)).to.include('embedded node');
      for (const { name, ids: own } of here) {
        expect(own, name).to.deep.equal(ids);
      }
      if (here.length < played.length) {
        console.log('      the embedded node only: Fabric’s programs are not here');
      }
    });
  });
});
