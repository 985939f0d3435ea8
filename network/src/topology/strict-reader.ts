import { QuanchengError } from '@quancheng/protocol';

export type Parser<T> = (value: unknown, path: string) => T;
export type Shape<T> = {
  readonly [K in keyof T]-?: Parser<object extends Pick<T, K> ? T[K] | undefined : T[K]>;
};

/** Throws TOPOLOGY_INVALID naming the place, as `organisations[2].mspId`. */
export function refuse(path: string, reason: string): never {
  throw new QuanchengError('TOPOLOGY_INVALID', `${path === '' ? 'topology' : path}: ${reason}`);
}

/** A string that matches the whole pattern. */
export function text(pattern: RegExp, meaning: string): Parser<string> {
  return (value, path) =>
    typeof value === 'string' && pattern.test(value) ? value : refuse(path, `must be ${meaning}`);
}

export function integer(minimum: number, maximum: number): Parser<number> {
  return (value, path) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= minimum && value <= maximum
      ? value
      : refuse(path, `must be an integer from ${minimum} to ${maximum}`);
}

/** A list of at least one element. */
export function list<T>(element: Parser<T>): Parser<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value) || value.length === 0) {
      return refuse(path, 'must be a list with at least one element');
    }
    return value.map((each: unknown, index) => element(each, `${path}[${index}]`));
  };
}

/** A member that may be left out. */
export function optional<T>(parser: Parser<T>): Parser<T | undefined> {
  return (value, path) => (value === undefined ? undefined : parser(value, path));
}

/** An object with exactly the members of the shape: neither more nor, but for optional ones, fewer. */
export function record<T extends object>(shape: Shape<T>): Parser<T> {
  const names = Object.keys(shape) as (keyof T & string)[];
  return (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return refuse(path, 'must be an object');
    }
    const prefix = path === '' ? '' : `${path}.`;
    const members = new Map<string, unknown>(Object.entries(value));
    for (const name of members.keys()) {
      if (!(names as string[]).includes(name)) {
        refuse(`${prefix}${name}`, 'is not a known member');
      }
    }
    const entries = names.map((name) => [name, shape[name](members.get(name), `${prefix}${name}`)] as const);
    return Object.fromEntries(entries.filter(([, member]) => member !== undefined)) as T;
  };
}
