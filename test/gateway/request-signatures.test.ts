import {
  decodeBase64,
  encodeBase64,
  encodeUtf8,
  parsePublicKey,
  verifySignature,
  type Signer,
} from '@quancheng/protocol';
import { newAsyncSigner, signRequest } from '@quancheng/sdk';
import { expect } from 'chai';
import { httpbis } from 'http-message-signatures';
import { get } from './support/http.js';
import { bank, fund, service } from './support/record-parties.js';
import { openRecordWorld, type RecordWorld } from './support/record-world.js';

const FIELDS = ['@method', '@authority', '@path', '@query'];

interface Parts {
  readonly fields?: readonly string[];
  readonly signer?: Signer;
  readonly algorithm?: string;
  readonly lifetime?: number;
  readonly parameters?: (all: string) => string;
}

describe('signed requests', function () {
  this.timeout(60_000);
  let records: RecordWorld;
  let url: URL;
  let count = 0;

  before(async () => {
    records = await openRecordWorld();
    url = new URL('/v1/purposes?limit=1', records.world.gateway.address);
  });
  after(() => records.close());

  /** A signature by hand, by the letter of RFC 9421. */
  const sign = (parts: Parts = {}): Record<string, string> => {
    const { fields = FIELDS, signer = bank.signer, lifetime = 60 } = parts;
    const algorithm = parts.algorithm ?? signer.publicKey.algorithm;
    const created = Math.floor(Date.now() / 1000);
    const all =
      `;created=${created};expires=${created + lifetime};nonce="n${count++}"` +
      `;keyid="${signer.publicKey.keyId}";alg="${algorithm}"`;
    const parameters = `(${fields.map((each) => `"${each}"`).join(' ')})${parts.parameters?.(all) ?? all}`;
    const values: Readonly<Record<string, string>> = {
      '@method': 'GET',
      '@authority': url.host,
      '@path': url.pathname,
      '@query': url.search,
    };
    const lines = fields.map((each) => `"${each}": ${values[each] ?? ''}`);
    const base = [...lines, `"@signature-params": ${parameters}`].join('\n');
    const signature = encodeBase64(signer.sign(encodeUtf8(base)));
    return { 'signature-input': `q=${parameters}`, signature: `q=:${signature}:` };
  };

  const answerTo = async (headers: Record<string, string>): Promise<unknown> => {
    const { status, json } = await get(url.href, headers);
    return status === 200 ? 'ok' : json['code'];
  };

  for (const { participant, signer } of [bank, fund, service]) {
    it(`by a key of ${signer.publicKey.algorithm} are taken from the SDK, and by the RFC’s letter`, async () => {
      const own = await signRequest(newAsyncSigner(signer), 'GET', url, Date.now());
      expect(await answerTo({ ...own }), participant).to.equal('ok');
      expect(await answerTo(sign({ signer }))).to.equal('ok');
    });
  }

  it('must cover all that they are about, and say all that they must', async () => {
    for (const field of FIELDS) {
      const fields = FIELDS.filter((each) => each !== field);
      expect(await answerTo(sign({ fields })), field).to.equal('REQUEST_SIGNATURE_INVALID');
    }
    for (const name of ['created', 'expires', 'nonce', 'keyid', 'alg']) {
      const parameters = (all: string): string => all.replace(new RegExp(`;${name}=[^;]*`), '');
      expect(await answerTo(sign({ parameters })), name).to.equal('REQUEST_SIGNATURE_INVALID');
    }
  });

  it('by one’s own key behind a forged one in another’s name make nobody another', async () => {
    const forged: Record<string, string> = {
      ...sign({ signer: bank.signer }),
      signature: `q=:${encodeBase64(new Uint8Array(64).fill(1))}:`,
    };
    const own = sign({ signer: fund.signer });
    for (const [first, second] of [
      [forged, own],
      [own, forged],
      [own, sign({ signer: fund.signer })],
    ] as const) {
      const both = {
        'signature-input': `${first['signature-input']}, ${second['signature-input']?.replace('q=', 'r=')}`,
        signature: `${first['signature']}, ${second['signature']?.replace('q=', 'r=')}`,
      };
      expect(await answerTo(both)).to.equal('REQUEST_SIGNATURE_INVALID');
    }
  });

  it('last no longer than five minutes, and name their key’s own algorithm', async () => {
    expect(await answerTo(sign({ lifetime: 300 }))).to.equal('ok');
    expect(await answerTo(sign({ lifetime: 301 }))).to.equal('REQUEST_SIGNATURE_INVALID');
    expect(await answerTo(sign({ lifetime: -1 }))).to.equal('REQUEST_SIGNATURE_EXPIRED');
    expect(await answerTo(sign({ algorithm: 'ed25519' }))).to.equal('REQUEST_SIGNATURE_INVALID');
    const other = sign({ signer: fund.signer })['signature'] ?? '';
    expect(await answerTo({ ...sign({ signer: fund.signer }), signature: other })).to.equal(
      'REQUEST_SIGNATURE_INVALID',
    );
    expect(await answerTo({ ...sign(), 'signature-input': 'q=x' })).to.equal('REQUEST_SIGNATURE_INVALID');
  });
});

describe('RFC 9421, appendix B.2.6', () => {
  const key = parsePublicKey(decodeBase64('MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs='));
  const message = (date: string) => ({
    method: 'POST',
    url: 'https://example.com/foo?param=Value&Pet=dog',
    headers: {
      host: 'example.com',
      date,
      'content-type': 'application/json',
      'content-length': '18',
      'signature-input':
        'sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"',
      signature:
        'sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:',
    },
  });
  const verify = (date: string) =>
    httpbis.verifyMessage(
      {
        keyLookup: () =>
          Promise.resolve({
            verify: (data, signature) => Promise.resolve(verifySignature(key, data, signature)),
          }),
      },
      message(date),
    );

  it('verifies by the library that forms the base, and by our own verification of signatures', async () => {
    expect(await verify('Tue, 20 Apr 2021 02:07:55 GMT')).to.equal(true);
    expect(await verify('Tue, 20 Apr 2021 02:07:56 GMT')).to.equal(false);
  });
});
