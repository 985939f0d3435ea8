import {
  canonicalize,
  encodeBase64,
  encodeUtf8,
  formatEnvelope,
  payloadTypes,
  sha256,
  signEnvelope,
  type Envelope,
  type JsonObject,
  type JsonValue,
  type Signer,
} from '@quancheng/protocol';

export const LEDGER = '0123456789abcdef0123456789abcdef';
export const OTHER_LEDGER = 'fedcba9876543210fedcba9876543210';
export const CHANNEL = 'evidence';
export const START = '2026-11-23T08:00:00.000Z';

/** Somebody who signs statements. */
export interface Party {
  readonly participant: string;
  readonly role: string;
  readonly signer: Signer;
}

export interface CommandOptions {
  readonly action: string;
  readonly target: string;
  readonly expectedVersion: number;
  readonly body: JsonObject;
  readonly parties: readonly Party[];
  readonly id?: string;
  readonly audience?: string;
  readonly issued?: string;
  readonly expires?: string;
  /** Who signs in fact, if not the listed parties. */
  readonly signedBy?: readonly Signer[];
  /** Makes all signatures, under the listed parties' key ids. */
  readonly forgedBy?: Signer;
  /** Members to overwrite or add. */
  readonly change?: JsonObject;
}

let ids = 0;

export function newCommand(options: CommandOptions): Envelope {
  const { action, target, expectedVersion, body, parties } = options;
  ids += 1;
  const id = options.id ?? `command-${ids}`;
  const signers = options.signedBy ?? parties.map((party) => party.signer);
  const { forgedBy } = options;
  return seal(
    {
      schema: 'quancheng/command/v1',
      id,
      salt: saltOf(id),
      audience: options.audience ?? LEDGER,
      signers: signersOf(parties),
      issued: options.issued ?? START,
      expires: options.expires ?? '2026-11-24T08:00:00.000Z',
      action,
      target,
      expectedVersion,
      body,
      ...options.change,
    },
    forgedBy === undefined ? signers : signers.map((signer) => forge(signer, forgedBy)),
  );
}

export interface PossessionOptions {
  readonly audience?: string;
  /** Who signs in fact, under the key's own id. */
  readonly signedBy?: Signer;
  /** Whose public key stands in it, if not the signer's. */
  readonly publicKeyOf?: Signer;
}

export function newPossession(
  participant: string,
  signer: Signer,
  options: PossessionOptions = {},
): JsonObject {
  const { payload, payloadType, signatures } = seal(
    {
      schema: 'quancheng/key-possession/v1',
      salt: saltOf(`possession ${participant}`),
      audience: options.audience ?? LEDGER,
      issued: START,
      participant,
      publicKey: encodeBase64((options.publicKeyOf ?? signer).publicKey.spki),
      signers: signersOf([{ participant, role: 'participant', signer }]),
    },
    [options.signedBy === undefined ? signer : forge(signer, options.signedBy)],
  );
  return { payload, payloadType, signatures: signatures.map(({ keyid, sig }) => ({ keyid, sig })) };
}

/** Signs any JSON as a statement. */
export function seal(statement: JsonObject, signers: readonly Signer[]): Envelope {
  return signEnvelope(payloadTypes.statement, canonicalize(statement), signers);
}

/** Somebody else's signatures under this key's id. */
function forge({ publicKey }: Signer, forger: Signer): Signer {
  return { publicKey, sign: (message) => forger.sign(message) };
}

export function signersOf(parties: readonly Party[]): JsonValue {
  return parties
    .map(({ participant, role, signer }) => ({ key: signer.publicKey.keyId, participant, role }))
    .sort((left, right) => (left.key < right.key ? -1 : 1));
}

export function saltOf(name: string): string {
  return encodeBase64(sha256(encodeUtf8(`salt ${name}`)));
}

export function envelopeText(envelope: Envelope): string {
  return Buffer.from(formatEnvelope(envelope)).toString('utf8');
}

/** A canonical JSON list of envelopes, as `execute` takes it. */
export function envelopeList(envelopes: readonly Envelope[]): string {
  return `[${envelopes.map(envelopeText).join()}]`;
}
