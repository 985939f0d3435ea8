export type { BilingualText, ErrorArea, ErrorEntry } from './errors/error-entry.js';
export { errorAreas, errorRegistry, isErrorCode, type ErrorCode } from './errors/error-registry.js';
export { QuanchengError, isQuanchengError, readErrorCode } from './errors/quancheng-error.js';

export { compareBytes, concatBytes, equalBytes } from './bytes/bytes.js';
export { decodeHex, encodeHex, isHex } from './bytes/hex.js';
export { decodeBase64, encodeBase64 } from './bytes/base64.js';
export { decodeUtf8, encodeUtf8 } from './bytes/utf8.js';
export { isWellFormed } from './bytes/well-formed.js';

export { isJsonObject, type JsonObject, type JsonValue } from './json/json-value.js';
export { canonicalize, formatCanonical, parseCanonical } from './json/canonical-json.js';

export type { Cryptography, PrivateKey, SignatureScheme } from './cryptography/cryptography.js';
export { hmacSha256, hmacSm3, sha256, sha256Into, sm3, sm3Into } from './digests/digests.js';

export { SIGNATURE_LENGTH, type SignatureAlgorithm } from './signature/algorithm.js';
export { isKeyId, parseKeyId, type KeyId } from './signature/key-id.js';
export { newPublicKey, parsePublicKey, type PublicKey } from './signature/public-key.js';
export { newSigner, newSignerWith, type Signer } from './signature/signer.js';
export { verifySignature, verifySignatureWith } from './signature/verify-signature.js';

export {
  formatEnvelope,
  unverifiedPayload,
  type Envelope,
  type EnvelopeSignature,
} from './envelope/envelope.js';
export {
  DEFAULT_PAYLOAD_LIMIT,
  envelopeFromJson,
  openEnvelope,
  parseEnvelope,
  type OpenedEnvelope,
} from './envelope/parse-envelope.js';
export {
  formatClearEnvelope,
  isClearEnvelope,
  openClearEnvelope,
  type ClearEnvelope,
} from './envelope/clear-envelope.js';
export { signedMessageOf, type SignedMessage } from './envelope/signed-message.js';
export { preAuthenticationEncoding } from './envelope/pre-authentication-encoding.js';
export { signEnvelope } from './envelope/sign-envelope.js';
export { verifyEnvelope, verifySignedMessage } from './envelope/verify-envelope.js';

export { verifyConsistency } from './merkle/consistency.js';
export {
  consistencyProof,
  consistencyProofNodes,
  inclusionProof,
  inclusionProofNodes,
  treeRoot,
  treeRootNodes,
} from './merkle/generation.js';
export {
  emptyRoot,
  leafHash,
  leafHashInto,
  nodeHash,
  parseLeafHash,
  parseRootHash,
  type LeafHash,
  type RootHash,
} from './merkle/hashes.js';
export { rootFromInclusionProof, verifyInclusion } from './merkle/inclusion.js';
export type { NodeCoordinate, NodeSource } from './merkle/nodes.js';
export { merkleRoot, packedMerkleRoot } from './merkle/root.js';

export { parseCheckpoint, formatCheckpoint, type Checkpoint } from './checkpoint/checkpoint.js';
export { formatNote, parseNote, type Note, type NoteSignature } from './note/note.js';
export {
  addNoteSignatures,
  newCosigner,
  newNoteSigner,
  signNote,
  type NoteSigner,
} from './note/sign-note.js';
export {
  formatVerifierKey,
  newVerifierKey,
  parseVerifierKey,
  type NoteKeyType,
  type VerifierKey,
} from './note/verifier-key.js';
export { verifyNote, type VerifiedNoteSignature } from './note/verify-note.js';
export { parsePolicy } from './policy/parse-policy.js';
export {
  meetsQuorum,
  type PolicyGroup,
  type PolicyLog,
  type PolicyMember,
  type PolicyWitness,
  type TlogPolicy,
} from './policy/tlog-policy.js';
export {
  formatAddCheckpoint,
  parseAddCheckpoint,
  parseTlogSize,
  TLOG_SIZE_TYPE,
  type AddCheckpoint,
  type ReadAddCheckpoint,
} from './witness/add-checkpoint.js';
export { formatTlogProof, parseTlogProof, type TlogProof } from './proof/tlog-proof.js';

export { formatEntryBundle, parseEntryBundle } from './tiles/entry-bundle.js';
export { nodeFromTile, tileOfNode, tileWidth, type TileLocation } from './tiles/tile-geometry.js';
export {
  TILE_WIDTH,
  entryBundlePath,
  formatTilePath,
  parseTilePath,
  tilePath,
  type TileReference,
} from './tiles/tile-path.js';

export { mismatchAt, readForm, restrict, type Form, type Mismatch, type ValueOf } from './form/form.js';
export {
  anyObject,
  ascending,
  listOf,
  objectOf,
  optional,
  type ObjectValue,
  type OptionalForm,
} from './form/composite-forms.js';
export {
  anyJson,
  base64Form,
  countForm,
  digestForm,
  integerForm,
  keyIdForm,
  ledgerIdForm,
  oneOf,
  originForm,
  participantIdForm,
  plainRecordIdForm,
  recordIdForm,
  stringForm,
  textForm,
  timeForm,
} from './form/value-forms.js';
export {
  isLedgerId,
  isParticipantId,
  isPlainRecordId,
  isRecordId,
  parseLedgerId,
  parseParticipantId,
  parseRecordId,
  type LedgerId,
  type ParticipantId,
  type RecordId,
} from './form/identifiers.js';
export { isOrigin, isText } from './form/text.js';
export { formatTime, isTime, parseTime } from './form/time.js';

export { isIdentityNumber } from './check-digits/identity-number.js';
export { isUscc } from './check-digits/uscc.js';
export { isVehicleNumber } from './check-digits/vehicle-number.js';
export { payloadTypes, type PayloadType } from './envelope/payload-types.js';
export * from './templates/index.js';
export { MAXIMUM_BATCH_SIZE, type BatchStatement } from './statements/batch.js';
export type { CommandStatement } from './statements/command.js';
export {
  commandRoles,
  participantRoles,
  type CommandRole,
  type ParticipantRole,
} from './statements/participant-roles.js';
export type { DocumentStatement } from './statements/document.js';
export type { GenesisOrganisation, GenesisStatement } from './statements/genesis-statement.js';
export type { KeyPossessionStatement } from './statements/key-possession.js';
export { publicKeyForm, readPublicKey } from './statements/public-key-form.js';
export {
  levelForm,
  type Original,
  type Provenance,
  type RecordMembers,
} from './statements/record-members.js';
export type { SharingEventStatement } from './statements/sharing-event.js';
export { signersForm, type StatementSigner } from './statements/signers.js';
export {
  envelopeDigest,
  statementDigests,
  statementPae,
  statementPaeHead,
  type StatementDigests,
} from './statements/statement-digests.js';
export {
  isRecordStatement,
  parseStatement,
  statementFromJson,
  statementKind,
  type RecordKind,
  type RecordStatement,
  type Statement,
  type StatementKind,
} from './statements/statement.js';
export { batchLeaf, batchLeafInto, batchLeafOfDigest, batchRoot } from './batch/batch-leaf.js';
export {
  assertBatchMember,
  assertSingleRecord,
  batchMemberId,
  verifyBatchPath,
} from './batch/batch-member.js';
export {
  isMemberRecord,
  recordFromJson,
  unverifiedRecordPayload,
  type MemberRecord,
  type SignedRecord,
  type SingleRecord,
} from './batch/record.js';
export {
  entryForm,
  entryFromJson,
  entryLeafHash,
  formatEntry,
  parseEntry,
  type LogEntry,
} from './log/entry.js';
export { formatPromise, parsePromise, type LogPromise } from './log/log-promise.js';
