/** What differs between any two runs, by what it is replaced with. */
const variable: readonly [pattern: RegExp, replacement: string][] = [
  [/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, 'TIME'],
  [/\b[0-9a-f]{64}\b/g, 'TRANSACTION'],
  [/\b127\.0\.0\.1:\d+/g, 'ADDRESS'],
  [/^quancheng \d+(\.\d+)+$/, 'CHAINCODE'],
  // Where the contract is not the chaincode's default, functions are called by its name, too.
  [/\btrial:/g, ''],
  // The definition's version is the network's choice.
  [/^quancheng \d+(\.\d+)*$/, 'quancheng VERSION'],
  [/ after \d+(\.\d+)?s,.*$/, ''],
];

interface Detail {
  readonly mspId: string;
  readonly message: string;
}

function isDetails(value: unknown): value is Detail[] {
  return Array.isArray(value) && value.length > 0 && value.every((each: unknown) => isDetail(each));
}

function isDetail(value: unknown): value is Detail {
  return typeof value === 'object' && value !== null && 'mspId' in value && 'message' in value;
}

/** Nodes answer in any order, and how many of them answer before a call fails varies: keep the different answers. */
function normaliseDetails(details: readonly Detail[]): string[] {
  const messages = details.map(({ message }) => message.replace(/^rpc error: code = \w+ desc = /, ''));
  return [...new Set(messages.map(normaliseText))].sort();
}

function normaliseText(text: string): string {
  return variable.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text);
}

/** An outcome without addresses, times and transaction ids: equal for two networks that behave alike. */
export function normaliseOutcome(value: unknown): unknown {
  if (typeof value === 'string') {
    return normaliseText(value);
  }
  if (isDetails(value)) {
    return normaliseDetails(value);
  }
  if (Array.isArray(value)) {
    return value.map(normaliseOutcome);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([name, member]) => [name, normaliseOutcome(member)]),
    );
  }
  return value;
}
