/**
 * The life of an objection as the design’s text tells it: a registered participant other than the holder objects within
 * the notice; the registrar decides each one; the last that is dismissed or withdrawn returns the certificate to public
 * notice, one that is upheld rejects it. Written by hand; it knows nothing of the code.
 */
export const statuses = ['open', 'dismissed', 'upheld', 'withdrawn'];

export const actions = ['objection.raise', 'objection.dismiss', 'objection.uphold', 'objection.withdraw'];

const decisions: Readonly<Record<string, string>> = {
  'objection.dismiss': 'dismissed',
  'objection.uphold': 'upheld',
};

/** The certificate’s situations in which nobody can object, or the registrar can no longer decide. */
const noNotice = ['absent, certificate reviewed', 'absent, notice over', 'absent, certificate registered'];

export function expected(scene: string, action: string, signers: string): string {
  const status = scene.split(',')[0]!;
  if (action === 'objection.raise') return raise(scene, status, signers);
  if (status === 'absent') return 'RECORD_UNKNOWN';
  if (status !== 'open') return 'TRANSITION_INVALID';
  if (action === 'objection.withdraw') return signers === 'objector' ? 'withdrawn' : 'SIGNER_NOT_ENTITLED';
  if (signers !== 'registrar' && signers !== 'second registrar') return 'SIGNER_NOT_ENTITLED';
  return scene === 'open, certificate withdrawn' ? 'OBJECTION_MOOT' : decisions[action]!;
}

/** The name is in the objector’s name space. */
function raise(scene: string, status: string, signers: string): string {
  if (status !== 'absent') return 'RECORD_EXISTS';
  if (!signers.split(' and ').includes('objector')) return 'RECORD_FOREIGN';
  if (signers !== 'objector') return 'SIGNER_NOT_ENTITLED';
  return noNotice.includes(scene) ? 'NOTICE_OVER' : 'open';
}
