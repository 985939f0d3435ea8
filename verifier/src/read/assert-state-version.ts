import { QuanchengError } from '@quancheng/protocol';

/** The version of the state's form that this verifier knows (docs/specs/ledger.md). */
const KNOWN = 1;

/**
 * Step 10: answers of another form cannot be judged. It comes last, so that a forged version is found to be forged.
 * @throws STATE_VERSION_UNSUPPORTED
 */
export function assertStateVersion(version: number): void {
  if (version !== KNOWN) {
    throw new QuanchengError(
      'STATE_VERSION_UNSUPPORTED',
      `the state’s version is ${version}, this verifier knows ${KNOWN}`,
    );
  }
}
