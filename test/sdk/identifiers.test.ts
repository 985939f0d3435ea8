import { isRecordId } from '@quancheng/protocol';
import { newIdentifier } from '@quancheng/sdk';
import { expect } from 'chai';

describe('new identifiers', () => {
  it('are UUIDv7 of RFC 9562 with the time of now, in hex', () => {
    const before = Date.now();
    const id = newIdentifier();
    expect(id).to.match(/^[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/);
    expect(Number.parseInt(id.slice(0, 12), 16)).to.be.within(before, Date.now());
    expect(isRecordId(id)).to.equal(true);
  });

  it('differ, and sort in the order in which they were made', () => {
    const ids = Array.from({ length: 20_000 }, newIdentifier);
    expect(new Set(ids).size).to.equal(ids.length);
    expect([...ids].sort()).to.deep.equal(ids);
  });
});
