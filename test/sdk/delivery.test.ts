import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { canonicalize, encodeBase64, type JsonObject, type JsonValue } from '@quancheng/protocol';
import {
  fieldRootOf,
  newEncryptionKey,
  newReceipt,
  openDelivery,
  proveField,
  verifyField,
} from '@quancheng/sdk';
import { sealDelivery, type PreparedDelivery } from '@quancheng/sdk/node';
import nacl from 'tweetnacl';
import {
  drawnFrom,
  LEDGER,
  openingOf,
  order,
  prepare,
  recipientKey,
  use,
} from './support/delivery-example.js';
import { expectCode } from './support/expect-code.js';
import { checkout } from './support/shared-folder.js';

const hash = (...parts: readonly Uint8Array[]): Buffer =>
  parts.reduce((digest, part) => digest.update(part), createHash('sha256')).digest();
const bothDigests = (bytes: Uint8Array) => ({
  sha256: createHash('sha256').update(bytes).digest('hex'),
  sm3: createHash('sm3').update(bytes).digest('hex'),
});

describe('delivery of a use', () => {
  const delivery = prepare();

  it('is byte for byte the worked vector, whose tree and digests are recomputed here', async () => {
    const path = join(checkout(), 'test', 'vectors', 'delivery', 'worked.json');
    const vector = JSON.parse(await readFile(path, 'utf8')) as WorkedVector;
    const drawn = vector.random.map((hex) => Buffer.from(hex, 'hex'));
    const made = sealDelivery(vector.order, (length) => {
      const next = drawn.shift();
      expect(next).to.have.length(length);
      return Uint8Array.from(next!);
    });
    expect(Buffer.from(made.sealed).toString('utf8')).to.equal(vector.sealed);
    expect(made.body).to.deep.equal(vector.body);
    const leaves = vector.leaves.map((text) => hash(Buffer.of(0), Buffer.from(text)));
    expect(leaves.map((leaf) => leaf.toString('hex'))).to.deep.equal(vector.leafHashes);
    const [first, second, third] = leaves;
    const root = hash(Buffer.of(1), hash(Buffer.of(1), first!, second!), third!);
    expect(root.toString('hex')).to.equal(vector.body.fieldRoot);
    expect(bothDigests(Buffer.from(vector.sealed))).to.deep.equal(vector.body.ciphertext);
    const { manifest } = JSON.parse(vector.content) as { manifest: JsonObject };
    expect(bothDigests(canonicalize(manifest))).to.deep.equal(vector.body.manifest);
    const secretKey = Uint8Array.from(Buffer.from(vector.recipientSecretKey, 'hex'));
    const content = openDelivery(Buffer.from(vector.sealed), openingOf(vector.body, { secretKey }));
    expect(Buffer.from(canonicalize(content as unknown as JsonObject)).toString()).to.equal(vector.content);
    for (const text of vector.leaves)
      expect(Buffer.from(canonicalize(JSON.parse(text) as JsonValue)).toString()).to.equal(text);
  });

  it('opens for its recipient, who signs for the root that it recomputed', () => {
    const content = openDelivery(delivery.sealed, openingOf(delivery.body));
    expect(content.fields.map(({ value }) => value)).to.deep.equal([8123456, null, null]);
    expect(content.manifest.fields.map(({ state }) => state)).to.deep.equal(['returned', 'null', 'withheld']);
    const received = '2026-11-23T08:05:00.000Z';
    expect(newReceipt(content, received)).to.deep.equal({ fieldRoot: delivery.body.fieldRoot, received });
  });

  it('gives no value away by its digests: other salts, other digests', () => {
    const other = prepare({}, 'other');
    expect(other.body.fieldRoot).not.to.equal(delivery.body.fieldRoot);
    expect(other.body.manifest).not.to.deep.equal(delivery.body.manifest);
    expect(Buffer.from(delivery.sealed).toString()).not.to.contain('8123456');
  });

  it('any changed byte of the sealed delivery is refused', () => {
    for (let index = 0; index < delivery.sealed.length; index += 7) {
      const changed = Uint8Array.from(delivery.sealed);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(() => openDelivery(changed, openingOf(delivery.body))).to.throw('DELIVERY_CIPHERTEXT_MISMATCH');
    }
  });

  it('a ciphertext of another key, or a changed one with fitting digests, does not open', async () => {
    const stranger = newEncryptionKey(drawnFrom('stranger'));
    await expectCode('DELIVERY_UNDECRYPTABLE', () =>
      openDelivery(delivery.sealed, openingOf(delivery.body, { secretKey: stranger.secretKey })),
    );
    const outer = JSON.parse(Buffer.from(delivery.sealed).toString()) as JsonObject;
    const box = Buffer.from(outer['box'] as string, 'base64');
    box[20] = (box[20] ?? 0) ^ 1;
    await refusedAs('DELIVERY_UNDECRYPTABLE', sealAgain({ ...outer, box: encodeBase64(box) }));
    await refusedAs('DELIVERY_MALFORMED', sealAgain({ ...outer, more: 1 }));
    await refusedAs('DELIVERY_CONTEXT_MISMATCH', sealAgain({ ...outer, use: 'bank/u2' }));
    const lowOrder = encodeBase64(new Uint8Array(32));
    await refusedAs('ENCRYPTION_KEY_INVALID', sealAgain({ ...outer, ephemeralKey: lowOrder }));
  });

  it('swapped, dropped, added and renamed fields are refused, whatever the provider signed', async () => {
    const [balance, loans, months] = contentOf(delivery).fields;
    const fields = (...list: readonly unknown[]) => rewritten((content) => ({ ...content, fields: list }));
    await refusedAs('DELIVERY_FIELDS_MISMATCH', fields(loans, balance, months));
    await refusedAs('DELIVERY_FIELDS_MISMATCH', fields(balance, loans));
    await refusedAs('DELIVERY_FIELDS_MISMATCH', fields(balance, loans, months, months));
    await refusedAs('DELIVERY_FIELDS_MISMATCH', fields({ ...balance, field: 'income' }, loans, months));
    await refusedAs('FIELD_ROOT_MISMATCH', fields({ ...balance, value: 1 }, loans, months));
    await refusedAs('FIELD_ROOT_MISMATCH', fields({ ...balance, salt: loans?.salt }, loans, months));
    await refusedAs('DELIVERY_MANIFEST_MISMATCH', fields({ ...balance, value: null }, loans, months));
    await refusedAs('DELIVERY_MANIFEST_MISMATCH', fields(balance, { ...loans, value: 3 }, months));
  });

  it('a manifest that says something else is refused, also if the provider never committed to it', async () => {
    const manifest = (change: (entry: JsonObject) => JsonObject) =>
      rewritten((content) => {
        const part = content['manifest'] as JsonObject;
        const list = part['fields'] as readonly JsonObject[];
        return { ...content, manifest: { ...part, fields: list.map(change) } };
      });
    const asOf = '2026-11-02T00:00:00.000Z';
    await refusedAs(
      'DELIVERY_MANIFEST_MISMATCH',
      manifest((entry) => ({ ...entry, asOf })),
    );
    await refusedAs(
      'DELIVERY_MANIFEST_MISMATCH',
      manifest((entry) => ({ ...entry, state: 'returned' })),
    );
    await refusedAs(
      'DELIVERY_MANIFEST_MISMATCH',
      manifest(({ reason, ...entry }) => (reason === undefined ? entry : entry)),
    );
    await refusedAs(
      'DELIVERY_MALFORMED',
      manifest((entry) => ({ ...entry, state: 'lost' })),
    );
    const turned = manifest((entry) => ({
      ...entry,
      ...(entry['state'] === 'null' ? { state: 'withheld' } : {}),
    }));
    await refusedAs('DELIVERY_MANIFEST_MISMATCH', turned);
  });

  it('another use’s delivery, root, ledger or recipient is refused', async () => {
    const other = prepare({ use: { ...use, id: 'bank/u2' } });
    await refusedAs('DELIVERY_CONTEXT_MISMATCH', other);
    const root = { ...delivery.body, fieldRoot: other.body.fieldRoot };
    await refusedAs('FIELD_ROOT_MISMATCH', { ...delivery, body: root });
    await refusedAs('DELIVERY_FIELDS_MISMATCH', { ...delivery, body: { ...delivery.body, count: 2 } });
    await refusedAs('DELIVERY_CONTEXT_MISMATCH', prepare({ ledger: LEDGER.replace('0', 'f') }));
    await refusedAs(
      'DELIVERY_CONTEXT_MISMATCH',
      rewritten((content) => ({ ...content, use: 'bank/u2' })),
    );
    await refusedAs(
      'DELIVERY_CONTEXT_MISMATCH',
      rewritten((content) => ({ ...content, recipient: 'rival' })),
    );
  });

  it('the provider is kept from delivering other fields, unexplained gaps, or to a weak key', async () => {
    const [balance, loans, months] = order.fields;
    await expectCode('DELIVERY_FIELDS_MISMATCH', () => prepare({ fields: [balance!, loans!] }));
    await expectCode('DELIVERY_MANIFEST_MISMATCH', () =>
      prepare({ fields: [balance!, loans!, { ...months!, value: 1 }] }),
    );
    const { reason, ...unexplained } = months!;
    expect(reason).not.to.equal(undefined);
    await expectCode('DELIVERY_MANIFEST_MISMATCH', () =>
      prepare({ fields: [balance!, loans!, unexplained] }),
    );
    await expectCode('NUMBER_NOT_INTEGER', () =>
      prepare({ fields: [{ ...balance!, value: 1.5 }, loans!, months!] }),
    );
    await expectCode('ENCRYPTION_KEY_INVALID', () =>
      prepare({ encryptionKey: encodeBase64(new Uint8Array(32)) }),
    );
    await expectCode('ENCRYPTION_KEY_INVALID', () =>
      prepare({ encryptionKey: encodeBase64(new Uint8Array(31)) }),
    );
  });

  it('one field is proven to a third party, and fits no other place', () => {
    const content = contentOf(delivery);
    const { body } = delivery;
    expect(fieldRootOf(content)).to.equal(body.fieldRoot);
    for (const field of use.fields) expect(verifyField(proveField(content, field), body)).to.equal(true);
    const proof = proveField(content, 'housing-fund.balance');
    const changes: readonly Partial<typeof proof>[] = [
      { use: 'bank/u2' },
      { field: 'housing-fund.loans' },
      { index: 1 },
      { count: 4 },
      { state: 'null' },
      { value: 8123457 },
      { salt: encodeBase64(new Uint8Array(16)) },
      { path: proof.path.slice(1) },
    ];
    for (const change of changes)
      expect(verifyField({ ...proof, ...change }, body), JSON.stringify(change)).to.equal(false);
    expect(verifyField(proof, { ...body, count: 4 })).to.equal(false);
    expect(() => proveField(content, 'income')).to.throw('DELIVERY_FIELDS_MISMATCH');
  });

  function contentOf({ sealed, body }: PreparedDelivery) {
    return openDelivery(sealed, openingOf(body));
  }

  /** The same delivery with another content, encrypted as well as by an honest provider, and its ciphertext ordered. */
  function rewritten(change: (content: JsonObject) => object): PreparedDelivery {
    const content = change(contentOf(delivery)) as JsonObject;
    const outer = JSON.parse(Buffer.from(delivery.sealed).toString()) as Record<string, string>;
    const key = nacl.box.before(Buffer.from(outer['ephemeralKey']!, 'base64'), recipientKey.secretKey);
    const nonce = Uint8Array.from(Buffer.from(outer['nonce']!, 'base64'));
    return sealAgain({ ...outer, box: encodeBase64(nacl.box.after(canonicalize(content), nonce, key)) });
  }

  function sealAgain(outer: JsonObject): PreparedDelivery {
    const sealed = canonicalize(outer);
    return { sealed, body: { ...delivery.body, ciphertext: bothDigests(sealed) } };
  }

  async function refusedAs(
    code: Parameters<typeof expectCode>[0],
    { sealed, body }: PreparedDelivery,
  ): Promise<void> {
    await expectCode(code, () => openDelivery(sealed, openingOf(body)));
  }
});

interface WorkedVector {
  readonly order: typeof order;
  readonly recipientSecretKey: string;
  readonly random: readonly string[];
  /** Canonical JSON of each leaf, and its hash. */
  readonly leaves: readonly string[];
  readonly leafHashes: readonly string[];
  readonly content: string;
  readonly sealed: string;
  readonly body: PreparedDelivery['body'];
}
