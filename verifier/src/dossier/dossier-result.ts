import type { BilingualText } from '@quancheng/protocol';
import type { RecordProofResult } from '../record-proof/verify-record-proof.js';
import type { BundleResult } from '../report/bundle-result.js';
import type { Judgement } from '../report/judge.js';
import type { TrustRootSummary, VerificationResult } from '../report/verification-result.js';
import type { SearchResult } from '../search/verify-search.js';
import type { DossierFileKind, Manifest } from './manifest.js';

/** What was found about one file of a dossier. */
export type DossierFileResult = Judgement & {
  readonly name: string;
  /** Why it isn't proven; absent if it is. */
  readonly sentence?: BilingualText;
} & (
    | { readonly kind: 'package'; readonly result?: VerificationResult }
    | { readonly kind: 'bundle'; readonly result?: BundleResult }
    | { readonly kind: 'record-proof'; readonly result?: RecordProofResult }
    | { readonly kind: 'search-proof'; readonly result?: SearchResult }
    | {
        readonly kind: Extract<DossierFileKind, 'document'>;
        /** Where proven evidence names its digests: a file's name, and what in it. */
        readonly namedBy?: readonly string[];
      }
  );

/** What the verification of a dossier found. */
export interface DossierResult extends Judgement {
  readonly sentence?: BilingualText;
  /** Only if it is well formed. */
  readonly manifest?: Pick<Manifest, 'title' | 'made' | 'ledger'> & {
    /** Of the manifest's bytes, and so of the whole dossier: compare them with what a hold on the ledger names. */
    readonly sha256: string;
    readonly sm3: string;
  };
  /** In the manifest's order. */
  readonly files: readonly DossierFileResult[];
  /** Names of files that are here and not in the manifest: they are no part of the dossier. */
  readonly unlisted: readonly string[];
  readonly trustRoot?: TrustRootSummary;
  readonly verifiedAt: string;
}
