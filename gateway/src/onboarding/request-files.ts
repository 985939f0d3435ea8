import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  canonicalize,
  envelopeFromJson,
  isJsonObject,
  parseCanonical,
  type Envelope,
} from '@quancheng/protocol';
import { envelopeJson } from '../evidence/json-forms.js';
import { textMember } from '../json/text-member.js';
import type { KeptRequest } from './onboarding-request.js';

/** Requests in a folder, one file each, so that one is kept or forgotten without touching another. */
export interface RequestFiles {
  readonly readAll: () => Promise<readonly KeptRequest[]>;
  /** On the medium when it returns. */
  readonly write: (request: KeptRequest) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
}

export async function openRequestFiles(directory: string): Promise<RequestFiles> {
  await mkdir(directory, { recursive: true });
  const pathOf = (id: string): string => join(directory, `${id}.json`);
  return {
    async readAll() {
      // A name with another end is what a crash has left of a file that was never acknowledged.
      const names = (await readdir(directory)).filter((name) => /^[0-9a-f]{64}\.json$/.test(name));
      return Promise.all(names.map(async (name) => parseRequest(await readFile(join(directory, name)))));
    },
    async write(request) {
      const temporary = `${pathOf(request.id)}.new`;
      await writeDurably(temporary, formatRequest(request));
      await rename(temporary, pathOf(request.id));
      await syncFolder(directory);
    },
    remove: (id) => rm(pathOf(id), { force: true }),
  };
}

function formatRequest({ envelope, refusal, ...members }: KeptRequest): Uint8Array {
  return canonicalize({
    ...members,
    envelope: envelopeJson(envelope),
    ...(refusal === undefined ? {} : { refusal: envelopeJson(refusal) }),
  });
}

function parseRequest(bytes: Uint8Array): KeptRequest {
  const value = parseCanonical(bytes);
  if (!isJsonObject(value)) throw new Error('an onboarding request’s file is no object');
  const envelopeAt = (name: string): Envelope => envelopeFromJson(value[name] ?? null);
  return {
    id: textMember(value, 'id'),
    participant: textMember(value, 'participant'),
    key: textMember(value, 'key'),
    received: textMember(value, 'received'),
    expires: textMember(value, 'expires'),
    envelope: envelopeAt('envelope'),
    ...('refusal' in value ? { refusal: envelopeAt('refusal') } : {}),
  };
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(bytes);
    await file.datasync();
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
