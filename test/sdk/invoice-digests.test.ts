import { createHmac } from 'node:crypto';
import { invoiceDigests, invoiceKeyDigests } from '@quancheng/sdk';
import { expect } from 'chai';

const key = Uint8Array.from({ length: 32 }, (_, index) => index);
const invoice = { code: '', number: '24372000000012345678', seller: '91350100M000100Y43' };

/** By another implementation: OpenSSL's. */
const hmacs = (text: string, by = key) => ({
  sha256: createHmac('sha256', by).update(text).digest('hex'),
  sm3: createHmac('sm3', by).update(text).digest('hex'),
});

describe('HMACs of invoices', () => {
  it('are over what the specification says', () => {
    const text = '["quancheng/invoice/v1","","24372000000012345678","91350100M000100Y43"]';
    expect(invoiceDigests(invoice, key)).to.deep.equal(hmacs(text));
    const coded = '["quancheng/invoice/v1","037002000111","12345678","91350100M000100Y43"]';
    expect(invoiceDigests({ ...invoice, code: '037002000111', number: '12345678' }, key)).to.deep.equal(
      hmacs(coded),
    );
    expect(invoiceKeyDigests(key)).to.deep.equal(hmacs('["quancheng/invoice-key/v1"]'));
  });

  it('are the same for the same invoice and key alone', () => {
    const other = key.with(0, 1);
    expect(invoiceDigests(invoice, other)).not.to.deep.equal(invoiceDigests(invoice, key));
    expect(invoiceKeyDigests(other)).not.to.deep.equal(invoiceKeyDigests(key));
  });
});
