import { createHash } from 'node:crypto';
import { sm3 } from '@quancheng/protocol';

/** A way in which a datum could be written down. */
export interface Pattern {
  readonly datum: string;
  readonly encoding: string;
  readonly bytes: Buffer;
}

type Written = readonly [encoding: string, bytes: Buffer];

/** Each datum as it is, in other encodings, and as digests that anybody could make by trying; all these in Base64, too. */
export function patternsOf(data: Readonly<Record<string, string>>): readonly Pattern[] {
  return Object.entries(data).flatMap(([datum, text]) =>
    [...plain(text), ...digests(text)]
      .flatMap(([encoding, bytes]): Written[] => [[encoding, bytes], ...base64(encoding, bytes)])
      .map(([encoding, bytes]) => ({ datum, encoding, bytes })),
  );
}

function plain(text: string): readonly Written[] {
  const little = Buffer.from(text, 'utf16le');
  const escaped = text.replace(/./gu, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return [
    ['raw', Buffer.from(text)],
    ['escaped', Buffer.from(escaped)],
    ...hex('hex', Buffer.from(text)),
    ['utf-16le', little],
    ['utf-16be', Buffer.from(little).swap16()],
  ];
}

function digests(text: string): readonly Written[] {
  const bytes = Buffer.from(text);
  const made: readonly Written[] = [
    ['sha-256', createHash('sha256').update(bytes).digest()],
    ['sm3', Buffer.from(sm3(bytes))],
  ];
  return made.flatMap(([name, digest]): Written[] => [[name, digest], ...hex(`${name} hex`, digest)]);
}

function hex(encoding: string, bytes: Buffer): readonly Written[] {
  const lower = bytes.toString('hex');
  return [
    [encoding, Buffer.from(lower)],
    [`${encoding} upper`, Buffer.from(lower.toUpperCase())],
  ];
}

/** In Base64 bytes look different by where they begin in a group of three; what depends on neighbours is cut off. */
function base64(encoding: string, bytes: Buffer): readonly Written[] {
  return [0, 1, 2].flatMap((offset): Written[] => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const own = text.slice(offset === 0 ? 0 : offset + 1, (offset + bytes.length) % 3 === 0 ? undefined : -1);
    const url = own.replaceAll('+', '-').replaceAll('/', '_');
    const name = `${encoding} base64+${offset}`;
    return [[name, Buffer.from(own)], ...(url === own ? [] : [[`${name} url`, Buffer.from(url)] as const])];
  });
}
