import { isKeyId, isOrigin, isParticipantId, isRecordId } from '@quancheng/protocol';
import { isMachineKind } from '../records/machines.js';
import { isRecordName } from '../records/record-name.js';
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
  version: isVersionName,
  collection: isCollectionName,
  entry: (name) => isNumbered(name, isCollectionName),
};

/** Whether a text is a state key that this ledger can hold: only such keys can be asked for. */
export function isStateKey(text: string): boolean {
  if (text === LEDGER_KEY) return true;
  const separator = text.indexOf('/');
  const kind = text.slice(0, separator);
  if (isMachineKind(kind)) return isRecordName(text.slice(separator + 1));
  const check = separator > 0 && Object.hasOwn(nameChecks, kind) ? nameChecks[kind] : undefined;
  return check?.(text.slice(separator + 1)) === true;
}

function isAnchorName(name: string): boolean {
  return isNumbered(name, isOrigin);
}

/** A name and, after its last slash, a number: the name itself may have slashes. */
function isNumbered(text: string, isName: (name: string) => boolean): boolean {
  const separator = text.lastIndexOf('/');
  const number = text.slice(separator + 1);
  return (
    isName(text.slice(0, Math.max(separator, 0))) &&
    /^\d{16}$/.test(number) &&
    Number.isSafeInteger(Number(number))
  );
}

/** `<kind>/<record's name>/<version>`. */
function isVersionName(text: string): boolean {
  return isNumbered(text, (name) => {
    const separator = name.indexOf('/');
    return isMachineKind(name.slice(0, Math.max(separator, 0))) && isRecordName(name.slice(separator + 1));
  });
}

/** `<what is collected>/<a participant's id or a record's name>`. */
function isCollectionName(text: string): boolean {
  const separator = text.indexOf('/');
  const owner = text.slice(separator + 1);
  return (
    /^[a-z][a-z-]{0,31}$/.test(text.slice(0, Math.max(separator, 0))) &&
    (isParticipantId(owner) || isRecordName(owner))
  );
}

function isCommandName(name: string): boolean {
  const [participant, id, ...rest] = name.split('/');
  return isParticipantId(participant) && isRecordId(id) && rest.length === 0;
}
