import { isKeyId, isOrigin, isParticipantId, isRecordId } from '@quancheng/protocol';
import { TICK_SLOTS } from '../ticks/tick.js';
import { LEDGER_KEY } from './state-key.js';

/** For each kind, whether the part after `<kind>/` names one of its records. */
const nameChecks: Readonly<Record<string, (name: string) => boolean>> = {
  tick: (name) => /^\d$/.test(name) && Number(name) < TICK_SLOTS,
  participant: isParticipantId,
  key: isKeyId,
  revocation: isKeyId,
  compromise: isKeyId,
  log: isOrigin,
  anchor: isAnchorName,
  command: isCommandName,
};

/** Whether a text is a state key that this ledger can hold: only such keys can be asked for. */
export function isStateKey(text: string): boolean {
  if (text === LEDGER_KEY) return true;
  const separator = text.indexOf('/');
  const kind = text.slice(0, separator);
  const check = separator > 0 && Object.hasOwn(nameChecks, kind) ? nameChecks[kind] : undefined;
  return check?.(text.slice(separator + 1)) === true;
}

/** An origin may itself have slashes: the size is what follows the last one. */
function isAnchorName(name: string): boolean {
  const separator = name.lastIndexOf('/');
  const size = name.slice(separator + 1);
  return (
    isOrigin(name.slice(0, Math.max(separator, 0))) &&
    /^\d{16}$/.test(size) &&
    Number.isSafeInteger(Number(size))
  );
}

function isCommandName(name: string): boolean {
  const [participant, id, ...rest] = name.split('/');
  return isParticipantId(participant) && isRecordId(id) && rest.length === 0;
}
