export { isUscc } from './uscc/uscc.js';
export { previousTickSlot, TICK_SLOTS, tickSlot, type LedgerTime, type Tick } from './ticks/tick.js';
export { holdTick, type HeldTicks } from './ticks/hold-tick.js';
export { advanceTick, slotsOfAdvance, type TickState } from './ticks/advance-tick.js';
export type { Accepted, Decision, Refused } from './decisions/decision.js';
export type { Change, ChangeKind, RecordKind, Records } from './state/records.js';
export {
  anchorKey,
  commandKey,
  compromiseKey,
  formatKeyNumber,
  keyKey,
  LEDGER_KEY,
  logKey,
  participantKey,
  revocationKey,
  stateKeyOf,
  tickKey,
} from './state/state-key.js';
export { isStateKey } from './state/parse-state-key.js';
export {
  LEDGER_SCHEMA,
  STATE_VERSION,
  type LedgerRecord,
  type Organisation,
} from './genesis/ledger-record.js';
export { openLedger, type GenesisEvent } from './genesis/open-ledger.js';
export { participantTypes, type Participant, type ParticipantType } from './participants/participant.js';
export { isRole, roles, type Role } from './participants/role.js';
export {
  revocationReasons,
  type Compromise,
  type KeyRecord,
  type KeyState,
  type Revocation,
  type RevocationReason,
} from './participants/key-records.js';
export type { ParticipantCommand } from './participants/participant-command.js';
export { keysToLoad, type ParticipantState } from './participants/participant-state.js';
export { decideParticipant } from './participants/decide-participant.js';
export type { Anchor, LogKey, LogRecord, TreeHead } from './logs/log-records.js';
export type { LogCommand } from './logs/log-command.js';
export { decideLog } from './logs/decide-log.js';
export { decideAnchor, type AnchorEvent, type AnchorOrder } from './logs/decide-anchor.js';
export type { CommandContext, CommandEvent, CommandHead, CommandSigner } from './commands/command.js';
export type { CommandReceipt, CommandResult } from './commands/command-receipt.js';
export { readSignedCommand, type SignedCommand } from './commands/signed-command.js';
export {
  actionNames,
  isLogCommand,
  parseAction,
  type Action,
  type Command,
} from './commands/parse-action.js';
export { assertAudience, assertInForce, isRepeated } from './commands/check-command.js';
export { authorise, type SignerState } from './commands/authorise.js';
