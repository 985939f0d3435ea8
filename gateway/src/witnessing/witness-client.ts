import {
  encodeHex,
  encodeUtf8,
  formatAddCheckpoint,
  isQuanchengError,
  parseNote,
  parseTlogSize,
  QuanchengError,
  sha256,
  TLOG_SIZE_TYPE,
  verifyNote,
  type AddCheckpoint,
  type NoteSignature,
} from '@quancheng/protocol';
import { readBounded } from './read-bounded.js';
import type { WitnessAddress } from './witness-address.js';

/** What a witness answers to a checkpoint: its cosignature, or which size it has. */
export type WitnessAnswer =
  | { readonly kind: 'cosigned'; readonly signature: NoteSignature }
  | { readonly kind: 'conflict'; readonly size: number };

/** One witness, over C2SP tlog-witness. */
export interface WitnessClient {
  readonly address: WitnessAddress;
  /**
   * @returns the cosignature, which verifies under the witness's key
   * @throws WITNESS_UNREACHABLE, WITNESS_REFUSED
   */
  addCheckpoint(request: AddCheckpoint, signal: AbortSignal): Promise<WitnessAnswer>;
  /** The signed note that it cosigned last of a log; undefined if it has none or doesn't say. @throws WITNESS_UNREACHABLE */
  latest(origin: string, signal: AbortSignal): Promise<string | undefined>;
}

const TIMEOUT = 10_000;
const ANSWER_LIMIT = 65_536;
/** Milliseconds by which a witness's clock may differ from ours. */
const TOLERANCE = 3_600_000;

export function newWitnessClient(address: WitnessAddress, timeout = TIMEOUT): WitnessClient {
  const ask = async (path: string, signal: AbortSignal, body?: string) => {
    try {
      const response = await fetch(`${address.url}/${path}`, {
        ...(body === undefined ? {} : { method: 'POST', body }),
        headers: body === undefined ? {} : { 'content-type': 'text/plain; charset=utf-8' },
        redirect: 'error',
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
      });
      return { response, text: await readBounded(response, ANSWER_LIMIT) };
    } catch (cause) {
      throw new QuanchengError('WITNESS_UNREACHABLE', `${address.verifierKey.name} at ${address.url}`, {
        cause,
      });
    }
  };
  return {
    address,
    async addCheckpoint(request, signal) {
      const { response, text = '' } = await ask('add-checkpoint', signal, formatAddCheckpoint(request));
      if (response.status === 200) return readCosignature(address, request.checkpoint, text);
      if (response.status === 409) return readConflict(address, response, text);
      throw refused(address, `${response.status} ${text.slice(0, 200)}`);
    },
    async latest(origin, signal) {
      const hash = encodeHex(sha256(encodeUtf8(origin)));
      const { response, text } = await ask(`${hash}/checkpoint`, signal);
      return response.status === 200 ? text : undefined;
    },
  };
}

/** The lines stand below the checkpoint's text; those of unknown keys are ignored. */
function readCosignature(address: WitnessAddress, checkpoint: string, lines: string): WitnessAnswer {
  const { verifierKey } = address;
  try {
    const { text } = parseNote(checkpoint);
    const { signatures } = parseNote(`${text}\n${lines}`);
    const [verified] = verifyNote({ text, signatures }, [verifierKey]);
    assertTime(verified?.time ?? 0);
    const signature = signatures.find(
      ({ name, keyHash }) => name === verifierKey.name && keyHash === verifierKey.keyHash,
    );
    if (signature !== undefined) return { kind: 'cosigned', signature };
  } catch (cause) {
    if (isQuanchengError(cause, 'WITNESS_REFUSED')) throw refused(address, cause.detail, cause);
    throw refused(address, 'no valid cosignature of its key in its answer', cause);
  }
  throw refused(address, 'no cosignature of its key in its answer');
}

/** A time out of this world would spoil the evidence that it stands in. @throws WITNESS_REFUSED */
function assertTime(seconds: number): void {
  if (Math.abs(seconds * 1_000 - Date.now()) > TOLERANCE)
    throw new QuanchengError('WITNESS_REFUSED', `the time ${seconds} is more than an hour off our clock`);
}

function readConflict(address: WitnessAddress, response: Response, text: string): WitnessAnswer {
  const type = response.headers.get('content-type')?.split(';')[0]?.trim();
  const size = type === TLOG_SIZE_TYPE ? parseTlogSize(text) : undefined;
  if (size === undefined) throw refused(address, '409 without a size');
  return { kind: 'conflict', size };
}

function refused({ verifierKey }: WitnessAddress, detail: string, cause?: unknown): QuanchengError {
  return new QuanchengError('WITNESS_REFUSED', `${verifierKey.name}: ${detail}`, { cause });
}
