import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConformanceTarget } from './target.js';
import type { Transcript } from './record-transcript.js';

/** The transcripts of real Fabric that are kept in the repository (seen from the compiled file). */
export const transcriptFolder = join(import.meta.dirname, '../../../vectors/fabric/transcripts');

export async function readTranscript(scenario: string): Promise<Transcript> {
  return JSON.parse(await readFile(join(transcriptFolder, `${scenario}.json`), 'utf8')) as Transcript;
}

/** The network that the transcripts were recorded on, without its keys. */
export async function readRecordedNetwork(): Promise<Omit<ConformanceTarget, 'clients'>> {
  const text = await readFile(join(transcriptFolder, 'network.json'), 'utf8');
  return JSON.parse(text) as Omit<ConformanceTarget, 'clients'>;
}
