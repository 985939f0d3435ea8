/** The life of calendars and registers as docs/specs/records.md tells it, written by hand; it knows nothing of the code. */
const mine = ['registrar'];

/** The name is in the registrar’s name space. */
function creation(status: string, signers: string): string {
  if (status !== 'absent') return 'RECORD_EXISTS';
  if (signers === 'another registrar' || signers === 'stranger') return 'RECORD_FOREIGN';
  return mine.includes(signers) ? 'in-force' : 'SIGNER_NOT_ENTITLED';
}

function later(status: string, next: string, signers: string): string {
  if (status === 'absent') return 'RECORD_UNKNOWN';
  if (status !== 'in-force') return 'TRANSITION_INVALID';
  return mine.includes(signers) ? next : 'SIGNER_NOT_ENTITLED';
}

export const calendars = {
  statuses: ['in-force'],
  actions: ['calendar.define', 'calendar.change'],
  expected: (status: string, action: string, signers: string): string =>
    action === 'calendar.define' ? creation(status, signers) : later(status, 'in-force', signers),
};

export const registers = {
  statuses: ['in-force', 'closed'],
  actions: ['register.define', 'register.change', 'register.close'],
  expected: (status: string, action: string, signers: string): string => {
    if (action === 'register.define') return creation(status, signers);
    return later(status, action === 'register.close' ? 'closed' : 'in-force', signers);
  },
};
