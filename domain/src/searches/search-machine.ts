import { objectOf, QuanchengError, type ValueOf } from '@quancheng/protocol';
import type { Certificate } from '../certificates/certificate.js';
import { pledgesOf } from '../pledges/collateral.js';
import type { Collection } from '../records/collection.js';
import type { Actor } from '../records/actor.js';
import type { Machine } from '../records/machine.js';
import { readExisting, type Reader } from '../records/reader.js';
import { recordNameForm } from '../records/record-name.js';
import { creation } from '../records/transition.js';
import type { Extent, Search } from './search.js';

const searchBody = objectOf({ certificate: recordNameForm });

type SearchBody = ValueOf<typeof searchBody>;

interface SearchOthers {
  readonly certificate: Certificate;
  readonly pledges: Extent;
  readonly holds: Extent;
}

const searcher: Actor<unknown> = { name: 'searcher', role: 'participant' };

async function load({ body }: { readonly body: SearchBody }, read: Reader): Promise<SearchOthers> {
  return {
    certificate: await readRegistered(body.certificate, read),
    pledges: extentOf(await read('collection', pledgesOf(body.certificate))),
    holds: extentOf(await read('collection', `holds/${body.certificate}`)),
  };
}

/** What was never registered is its holder's and the registrar's to know of, and nothing can lie on it. */
async function readRegistered(name: string, read: Reader): Promise<Certificate> {
  const certificate = await readExisting(read, 'certificate', name);
  if (certificate.validFrom !== undefined) return certificate;
  throw new QuanchengError('REFERENCE_UNKNOWN', `there is no certificate ${name}`);
}

function extentOf(head: Collection | undefined): Extent {
  return head === undefined ? { count: 0 } : { count: head.count, last: head.last };
}

/** Searches: made once each, and never changed. */
export const searchMachine = {
  kind: 'search',
  statuses: ['made'],
  transitions: {
    'search.make': creation<Search, SearchBody, SearchOthers>({
      to: ['made'],
      body: searchBody,
      load,
      by: [[searcher]],
      rules: [],
      apply: ({ others: { certificate, ...extents }, command }) => ({
        record: {
          status: 'made',
          certificate: certificate.id,
          searcher: command.participant,
          certificateVersion: certificate.version,
          ...extents,
        },
        collections: [`searches/${certificate.id}`],
      }),
    }),
  },
} satisfies Machine<'search'>;
