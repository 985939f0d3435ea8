import type { ActionBodies } from '@quancheng/domain';
import { canonicalize, encodeBase64, encodeHex, sha256, sm3, type JsonValue } from '@quancheng/protocol';
import nacl from 'tweetnacl';
import { newBatchTree } from '../batch/batch-tree.js';
import type { PlainBody } from '../commands/plain-body.js';
import { randomBytes } from '../random/random-bytes.js';
import { assertContent, type DeliveredUse } from './assert-content.js';
import { contentForm, parseDelivery, type DeliveryContent, type FieldState } from './delivery-forms.js';
import { newEncryptionKey, sharedKey } from './encryption-key.js';
import { fieldLeaf, fieldLeaves } from './field-leaf.js';

/** What the provider has to say of one field that was asked for. */
export interface ProvidedField {
  readonly field: string;
  readonly state: FieldState;
  /** Only of a returned field, and then not null. */
  readonly value?: JsonValue;
  /** Time to which the value, or its absence, refers. */
  readonly asOf: string;
  /** Why it is null or withheld. */
  readonly reason?: string;
}

export interface DeliveryOrder {
  /** LedgerId. */
  readonly ledger: string;
  /** The use as the ledger has it, reserved. */
  readonly use: DeliveredUse;
  /** The recipient's announced encryption key, Base64. */
  readonly encryptionKey: string;
  /** Exactly the use's fields, in their order. */
  readonly fields: readonly ProvidedField[];
  /** Where the data may be used. */
  readonly environment: string;
  /** Time, claimed. */
  readonly sent: string;
}

export interface PreparedDelivery {
  /**
   * The sealed delivery. It is handed over only when the ledger has `use.deliver` and did not deny it, and every time as
   * these very bytes.
   */
  readonly sealed: Uint8Array;
  /** Body of `use.deliver`. */
  readonly body: PlainBody<ActionBodies['use.deliver']>;
}

/**
 * Commits to the fields, and encrypts them for the recipient under a key that is made for this delivery alone.
 * @throws DELIVERY_MALFORMED, NUMBER_NOT_INTEGER and other JSON_… codes, DELIVERY_FIELDS_MISMATCH, DELIVERY_MANIFEST_MISMATCH, ENCRYPTION_KEY_INVALID
 */
export function sealDelivery(
  order: DeliveryOrder,
  random: typeof randomBytes = randomBytes,
): PreparedDelivery {
  const { ledger, use, environment, sent } = order;
  const content = newContent(order, random);
  assertContent(content, ledger, use);
  // Batch and field trees are both RFC 6962's; merkletreejs builds, the protocol checks every path.
  const tree = newBatchTree(fieldLeaves(content).map(fieldLeaf));
  const sealed = seal(content, order, random);
  return {
    sealed,
    body: {
      ciphertext: bothDigests(sealed),
      manifest: bothDigests(canonicalize(content.manifest)),
      fieldRoot: encodeHex(tree.root),
      count: content.fields.length,
      environment,
      sent,
    },
  };
}

function newContent({ ledger, use, fields }: DeliveryOrder, random: typeof randomBytes): DeliveryContent {
  const salt = (): string => encodeBase64(random(16));
  const content = {
    schema: 'quancheng/delivered-fields/v1',
    ledger,
    use: use.id,
    recipient: use.consumer,
    fields: fields.map(({ field, value = null }) => ({ field, salt: salt(), value })),
    manifest: {
      schema: 'quancheng/delivery-manifest/v1',
      ledger,
      use: use.id,
      salt: salt(),
      fields: fields.map(({ field, state, asOf, reason }) => ({
        field,
        state,
        asOf,
        ...(reason === undefined ? {} : { reason }),
      })),
    },
  };
  return parseDelivery(contentForm, canonicalize(content));
}

function seal(
  content: DeliveryContent,
  { ledger, use, encryptionKey }: DeliveryOrder,
  random: typeof randomBytes,
): Uint8Array {
  const ephemeral = newEncryptionKey(random);
  const nonce = random(24);
  const plaintext = canonicalize(content);
  const box = nacl.box.after(plaintext, nonce, sharedKey(encryptionKey, ephemeral.secretKey));
  return canonicalize({
    schema: 'quancheng/sealed-delivery/v1',
    ledger,
    use: use.id,
    ephemeralKey: ephemeral.publicKey,
    nonce: encodeBase64(nonce),
    box: encodeBase64(box),
  });
}

function bothDigests(bytes: Uint8Array) {
  return { sha256: encodeHex(sha256(bytes)), sm3: encodeHex(sm3(bytes)) };
}
