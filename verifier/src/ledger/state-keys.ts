/** Keys of the ledger's state (docs/specs/ledger.md). Numbers are decimal, padded to 16 digits. */
export const stateKeys = {
  ledger: 'ledger',
  log: (origin: string) => `log/${origin}`,
  participant: (id: string) => `participant/${id}`,
  key: (keyId: string) => `key/${keyId}`,
  revocation: (keyId: string) => `revocation/${keyId}`,
  compromise: (keyId: string) => `compromise/${keyId}`,
  anchor: (origin: string, size: number) => `anchor/${origin}/${String(size).padStart(16, '0')}`,
} as const;
