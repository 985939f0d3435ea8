/** The life of a purpose as docs/specs/records.md tells it; written by hand, it knows nothing of the code. */
export const statuses = ['in-force', 'closed'];

export const actions = ['purpose.define', 'purpose.change', 'purpose.close'];

/** The name is in the registrar's name space, and it alone changes what it has defined. */
export function expected(scene: string, action: string, signers: string): string {
  if (action === 'purpose.define') {
    if (scene !== 'absent') return 'RECORD_EXISTS';
    if (!['registrar', 'registrar for itself', 'two registrars'].includes(signers)) return 'RECORD_FOREIGN';
    return signers === 'registrar' ? 'in-force' : 'SIGNER_NOT_ENTITLED';
  }
  if (scene === 'absent') return 'RECORD_UNKNOWN';
  if (scene === 'closed') return 'TRANSITION_INVALID';
  if (signers !== 'registrar') return 'SIGNER_NOT_ENTITLED';
  return action === 'purpose.close' ? 'closed' : 'in-force';
}
