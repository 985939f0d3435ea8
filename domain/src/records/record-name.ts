import { isParticipantId, isPlainRecordId, stringForm } from '@quancheng/protocol';

/** Whether a text names a record: `<ParticipantId>/<RecordId>`. */
export function isRecordName(text: string): boolean {
  const [participant, id, ...rest] = text.split('/');
  return isParticipantId(participant) && isPlainRecordId(id) && rest.length === 0;
}

/** Whose record it is: nobody else can take a name in a participant's name space. */
export function ownerOf(name: string): string {
  return name.slice(0, name.indexOf('/'));
}

export const recordNameForm = stringForm<string>('a ParticipantId, a slash and a RecordId', isRecordName);
