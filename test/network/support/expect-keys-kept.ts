import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { findPrivateKeys } from '../fabric/find-private-keys.js';

/** Private keys of a network lie in files of their own that only their owner may read, and stand in no log or record. */
export async function expectKeysKept(network: string): Promise<void> {
  const keys = await findPrivateKeys(join(network, 'organisations'));
  expect(keys).not.to.have.length(0);
  for (const file of keys) {
    expect((await stat(file)).mode & 0o777, file).to.equal(0o600);
    // A peer keeps there how it reaches its chaincode.
    expect(file).to.match(/(\.key|\/keystore\/key\.pem|\/externalbuilder\/.*)$/);
  }
  expect(await findPrivateKeys(join(network, 'logs'))).to.deep.equal([]);
  const entries = await readdir(network, { withFileTypes: true });
  for (const entry of entries.filter((each) => each.isFile())) {
    expect(await readFile(join(network, entry.name), 'latin1'), entry.name).not.to.contain('PRIVATE KEY');
  }
}
