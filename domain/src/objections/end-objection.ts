import { objectOf, type ValueOf } from '@quancheng/protocol';
import { nextContents } from '../certificates/next-contents.js';
import { registrar } from '../certificates/certificate-actors.js';
import type { Certificate, CertificateStatus } from '../certificates/certificate.js';
import type { Actor } from '../records/actor.js';
import type { Amendment } from '../records/amendment.js';
import type { DigestPair } from '../records/digest-pair.js';
import { digestPairForm } from '../records/digest-pair.js';
import { readExisting, type Reader } from '../records/reader.js';
import { contentsOf } from '../records/record.js';
import type { Rule } from '../records/rule.js';
import { transition } from '../records/transition.js';
import type { Register } from '../registers/register.js';
import type { Objection } from './objection.js';

const endBody = objectOf({ document: digestPairForm });

type EndBody = ValueOf<typeof endBody>;
interface EndOthers {
  readonly certificate: Certificate;
  readonly register: Register;
}

async function load({ target }: { readonly target: Objection }, read: Reader): Promise<EndOthers> {
  const certificate = await readExisting(read, 'certificate', target.certificate);
  return { certificate, register: await readExisting(read, 'register', certificate.register) };
}

const objector: Actor<{ readonly target: Objection }> = {
  name: 'objector',
  role: 'participant',
  among: ({ target }) => [target.objector],
};

const undecided: Rule<{ readonly others: EndOthers }> = {
  code: 'OBJECTION_MOOT',
  holds: ({ others }) => others.certificate.status === 'objected',
  detail: ({ others }) => `the certificate is ${others.certificate.status}`,
};

/** The registrar finds it unfounded; with the last one the certificate returns to public notice. */
export const dismissObjection = transition<Objection, EndBody, EndOthers>({
  from: ['open'],
  to: ['dismissed'],
  body: endBody,
  load,
  by: [[registrar]],
  rules: [undecided],
  apply: ({ target, body, others: { certificate } }) => ({
    record: { ...contentsOf(target), ...body, status: 'dismissed' },
    amendments: [closeOne(certificate, statusWithout(certificate), body.document)],
  }),
});

/** The registrar finds it founded, which ends the application. */
export const upholdObjection = transition<Objection, EndBody, EndOthers>({
  from: ['open'],
  to: ['upheld'],
  body: endBody,
  load,
  by: [[registrar]],
  rules: [undecided],
  apply: ({ target, body, others: { certificate } }) => ({
    record: { ...contentsOf(target), ...body, status: 'upheld' },
    amendments: [closeOne(certificate, 'rejected', body.document)],
  }),
});

/** The objector takes it back, at any time: it may be moot by then. */
export const withdrawObjection = transition<Objection, EndBody, EndOthers>({
  from: ['open'],
  to: ['withdrawn'],
  body: endBody,
  load,
  by: [[objector]],
  rules: [],
  apply: ({ target, body, others: { certificate } }) => ({
    record: { ...contentsOf(target), ...body, status: 'withdrawn' },
    amendments:
      certificate.status === 'objected'
        ? [closeOne(certificate, statusWithout(certificate), body.document)]
        : [],
  }),
});

/** The certificate's status when one open objection is gone. */
function statusWithout({ openObjections }: Certificate): CertificateStatus {
  return openObjections > 1 ? 'objected' : 'publicised';
}

function closeOne(certificate: Certificate, status: CertificateStatus, document: DigestPair): Amendment {
  const openObjections = certificate.openObjections - 1;
  const contents = nextContents(certificate, { status, document, openObjections });
  return { kind: 'certificate', id: certificate.id, before: certificate, contents };
}
