function flatten(value: unknown, path: string, into: Map<string, unknown>): Map<string, unknown> {
  if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      flatten(member, path === '' ? name : `${path}/${name}`, into);
    }
  } else {
    into.set(path, value);
  }
  return into;
}

/** Paths, such as `unknown-channel/code`, at which two values differ. */
export function differences(one: unknown, other: unknown): string[] {
  const [first, second] = [flatten(one, '', new Map()), flatten(other, '', new Map())];
  const paths = new Set([...first.keys(), ...second.keys()]);
  return [...paths].filter((path) => first.get(path) !== second.get(path)).sort();
}
