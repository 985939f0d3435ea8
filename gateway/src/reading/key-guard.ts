import { isMachineKind, isStateKey, type MachineKind } from '@quancheng/domain';

/** Who may have a state key proven: those who may read a record, one participant, or authorities alone. */
export type KeyGuard =
  | 'everybody'
  | 'authorities'
  | { readonly record: { readonly kind: MachineKind; readonly name: string } }
  | { readonly participant: string };

/** What is everybody's, by the first part of its key: what keys, logs and rules there are. */
const open: readonly string[] = [
  'ledger',
  'tick',
  'participant',
  'key',
  'revocation',
  'compromise',
  'log',
  'anchor',
  'register',
  'purpose',
  'calendar',
  'licence',
  'report',
  'revenue-rule',
  'revenue',
  'voucher-scheme',
];

/** Collections about a record that whoever would rely on it must find. */
const openCollections: readonly string[] = ['reports', 'holds', 'revenue'];

/** Collections that belong to a record: its readers' to read. Others belong to a participant. */
const collectedBy: Readonly<Record<string, MachineKind>> = {
  uses: 'consent',
  objections: 'certificate',
  redemptions: 'voucher',
  pledges: 'certificate',
  trades: 'certificate',
  searches: 'certificate',
};

/** Whose a state key is to read. A new kind of key is the authorities' until it is named here. */
export function guardOf(key: string): KeyGuard {
  // There is nothing behind it: the contract says what is wrong with it.
  if (!isStateKey(key)) return 'everybody';
  const [kind = '', ...parts] = key.split('/');
  switch (kind) {
    case 'command':
      return { participant: parts[0] ?? '' };
    case 'version':
      return guardOf(parts.slice(0, -1).join('/'));
    case 'collection':
      return collectionGuard(parts);
    case 'entry':
      return collectionGuard(parts.slice(0, -1));
    // How much of a consent is used up is its parties' to know, from before the first use on.
    case 'consumption':
      return { record: { kind: 'consent', name: parts.join('/') } };
    // All that lies on a certificate is its holder’s to know; others search.
    case 'encumbrance':
      return { record: { kind: 'certificate', name: parts.join('/') } };
    default:
      if (open.includes(kind)) return 'everybody';
      return isMachineKind(kind) ? { record: { kind, name: parts.join('/') } } : 'authorities';
  }
}

function collectionGuard([what = '', ...whose]: readonly string[]): KeyGuard {
  const [participant = '', ...rest] = whose;
  if (rest.length === 0) return { participant };
  if (openCollections.includes(what)) return 'everybody';
  const kind = Object.hasOwn(collectedBy, what) ? collectedBy[what] : undefined;
  return kind === undefined ? 'authorities' : { record: { kind, name: whose.join('/') } };
}
