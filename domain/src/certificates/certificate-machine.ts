import type { Machine } from '../records/machine.js';
import { change, correct } from './alteration.js';
import { draft, revise, withdraw } from './application.js';
import { apply } from './apply.js';
import { award, transfer } from './transfer.js';
import { certificateStatuses } from './certificate.js';
import { cancel, expire, revoke } from './ending.js';
import { accept, publicise, reject, requestCorrection, review, supplement } from './examination.js';
import { freeze, unfreeze } from './freezing.js';
import { registerCertificate } from './register-certificate.js';
import { renew } from './renewal.js';

/** Certificates of data resources, assets, products and data IP. Objections lead it to `objected` and back. */
export const certificateMachine = {
  kind: 'certificate',
  statuses: certificateStatuses,
  transitions: {
    'certificate.draft': draft,
    'certificate.revise': revise,
    'certificate.apply': apply,
    'certificate.accept': accept,
    'certificate.request-correction': requestCorrection,
    'certificate.supplement': supplement,
    'certificate.review': review,
    'certificate.reject': reject,
    'certificate.publicise': publicise,
    'certificate.register': registerCertificate,
    'certificate.withdraw': withdraw,
    'certificate.change': change,
    'certificate.correct': correct,
    'certificate.renew': renew,
    'certificate.transfer': transfer,
    'certificate.award': award,
    'certificate.freeze': freeze,
    'certificate.unfreeze': unfreeze,
    'certificate.expire': expire,
    'certificate.cancel': cancel,
    'certificate.revoke': revoke,
  },
} satisfies Machine<'certificate'>;
