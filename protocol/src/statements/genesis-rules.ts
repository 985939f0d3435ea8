import type { Mismatch } from '../form/form.js';
import type { GenesisStatement } from './genesis-statement.js';
import { readPublicKey } from './public-key-form.js';

/** Conditions between a genesis statement's members. */
export function genesisMismatch(genesis: GenesisStatement): Mismatch | undefined {
  if (genesis.recoveryThreshold > genesis.organisations.length) {
    return { path: '/recoveryThreshold', expected: 'at most the number of organisations' };
  }
  return signerMismatch(genesis) ?? publicKeyMismatch(genesis);
}

/** Each organisation's administrator and the registrar sign, no others. */
function signerMismatch({ signers, organisations, registrar }: GenesisStatement): Mismatch | undefined {
  const expected = new Set(
    organisations.map(({ administrator, mspId }) => `${administrator} ${mspId} administrator`),
  );
  expected.add(`${registrar.key} ${registrar.id} registrar`);
  // Signers' keys differ, so equal numbers and membership mean equal sets, and administrators differ, too.
  const fits =
    signers.length === organisations.length + 1 &&
    signers.every(({ key, participant, role }) => expected.has(`${key} ${participant} ${role}`));
  return fits
    ? undefined
    : { path: '/signers', expected: 'every administrator and the registrar, no others' };
}

function publicKeyMismatch({ signers, publicKeys }: GenesisStatement): Mismatch | undefined {
  const fits =
    publicKeys.length === signers.length &&
    publicKeys.every((publicKey, index) => readPublicKey(publicKey).keyId === signers[index]?.key);
  return fits ? undefined : { path: '/publicKeys', expected: 'the keys of the signers, in their order' };
}
