/** Module hooks of Node.js that change compiled files of the embedded node on their way into memory, never on disk. */
import type { InitializeHook, LoadHook } from 'node:module';
import type { Edit } from './mutation.js';

let edits: readonly Edit[] = [];

export const initialize: InitializeHook<readonly Edit[]> = (data) => {
  edits = data;
};

export const load: LoadHook = async (url, context, nextLoad) => {
  const loaded = await nextLoad(url, context);
  const own = edits.filter(({ file }) => url.endsWith(`/network/dist/${file}`));
  if (own.length === 0) return loaded;
  const text = Buffer.from(loaded.source as Uint8Array).toString();
  return { ...loaded, source: own.reduce(apply, text) };
};

function apply(text: string, { file, find, replace }: Edit): string {
  const parts = text.split(find);
  if (parts.length !== 2) {
    throw new Error(`${file} holds ${parts.length - 1} times what the mutation replaces: ${find}`);
  }
  return parts.join(replace);
}
