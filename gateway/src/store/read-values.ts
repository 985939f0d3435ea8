import type { MachineKind } from '@quancheng/domain';
import type { JsonObject } from '@quancheng/protocol';
import type { ProjectionDatabase } from './projection-database.js';
import { versionPlace } from './projection-keys.js';

/** One version of a record. */
export interface NamedVersion {
  readonly kind: MachineKind;
  readonly name: string;
  readonly version: number;
}

/** The values of versions that were stored, in their order. */
export async function readValues(
  database: ProjectionDatabase,
  versions: readonly NamedVersion[],
): Promise<readonly JsonObject[]> {
  const texts: (string | undefined)[] = await database.getMany(
    versions.map(({ kind, name, version }) => versionPlace(kind, name, version)),
  );
  return texts.map((text, index) => {
    // Written in one step with whatever led here, and never removed.
    if (text === undefined) throw new Error(`the projection lacks ${JSON.stringify(versions[index])}`);
    return JSON.parse(text) as JsonObject;
  });
}
