import { encodeUtf8, formatCanonical, QuanchengError, type JsonValue } from '@quancheng/protocol';
import type { Stub } from './stub';

/** What a transaction is besides its function and arguments. */
export interface Transaction {
  readonly id: string;
  readonly channel: string;
  /** The proposal's timestamp, which every endorser sees and holds against its own clock (±15 minutes). */
  readonly time: string;
}

export function readTransaction(stub: Stub): Transaction {
  return { id: stub.getTxID(), channel: stub.getChannelID(), time: readTime(stub) };
}

/** fabric-shim has this, its published types don't. */
interface RawArguments {
  getBufferArgs(): readonly Uint8Array[];
}

/** The function's name and its arguments, as they were sent. */
export function readArguments(stub: Stub): readonly Uint8Array[] {
  return (stub as Stub & RawArguments).getBufferArgs();
}

/** Sets the transaction's one event; its payload is canonical JSON. */
export function setEvent(stub: Stub, name: string, payload: JsonValue): void {
  stub.setEvent(name, encodeUtf8(formatCanonical(payload)));
}

function readTime(stub: Stub): string {
  const { seconds, nanos } = stub.getTxTimestamp();
  const milliseconds = seconds.toNumber() * 1000 + Math.floor(nanos / 1_000_000);
  const latest = 253_402_300_799_999; // 9999-12-31T23:59:59.999Z, the last that the form of a time can tell
  if (milliseconds < 0 || milliseconds > latest) {
    throw new QuanchengError(
      'ARGUMENT_INVALID',
      'the transaction’s timestamp is outside the years 1970 to 9999',
    );
  }
  return new Date(milliseconds).toISOString();
}
