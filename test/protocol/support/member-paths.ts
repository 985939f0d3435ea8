import type { JsonValue } from '@quancheng/protocol';

/** Every member at every depth, outside lists: `a`, `a/b`, … */
export function memberPaths(value: JsonValue, prefix = ''): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => [
    `${prefix}${name}`,
    ...memberPaths(member, `${prefix}${name}/`),
  ]);
}

/** JSON Pointers of the objects inside, those in lists included. */
export function objectPaths(value: JsonValue, prefix = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const path = `${prefix}/${name}`;
    const isObject = typeof member === 'object' && member !== null && !Array.isArray(member);
    return [...(isObject ? [path] : []), ...objectPaths(member, path)];
  });
}
