import type { BilingualText } from '../errors/error-entry.js';
import type { ErrorCode } from '../errors/error-registry.js';
import type { JsonObject } from '../json/json-value.js';

/** What one sector's records are: a data file (docs/specs/templates.md). */
export interface SectorTemplate {
  readonly schema: 'quancheng/template/v1';
  /** e.g. `housing-fund`. */
  readonly id: string;
  /** From 1; a published version never changes. */
  readonly version: number;
  readonly title: BilingualText;
  /** What one record says, and of whom. */
  readonly subject: BilingualText;
  readonly statement: 'document' | 'sharing-event';
  /** The statement's level is this or a higher one. */
  readonly level: 'general' | 'important';
  /** The statement's `legalBasis` is one of these texts. */
  readonly legalBases: readonly SourceText[];
  /** Who is who, and whose signature the statement needs. */
  readonly parties: readonly TemplateParty[];
  readonly codeLists: Readonly<Record<string, CodeList>>;
  readonly fields: readonly TemplateField[];
  readonly rules: readonly TemplateRule[];
  readonly disclosures: readonly DisclosureProfile[];
  readonly purpose?: PurposeProfile;
  readonly retention: { readonly days: number; readonly basis: SourceText };
  /** A row that fits: values by the fields' codes. */
  readonly example: JsonObject;
  readonly wrong: readonly WrongExample[];
}

/**
 * Where something comes from. `law`: a rule whose text was read; `named`: a document that is named for orientation and
 * was not read, or not whole, so that no conformity is claimed; `own`: this project's own design.
 */
export interface SourceText {
  readonly text: string;
  readonly standing: 'law' | 'named' | 'own';
}

export interface TemplateParty {
  readonly party: 'actingFor' | 'provider' | 'consumer';
  readonly title: BilingualText;
  readonly signs: boolean;
}

export interface CodeList {
  readonly title: BilingualText;
  readonly source: SourceText;
  readonly codes: readonly (BilingualText & { readonly code: string })[];
}

export interface TemplateField {
  readonly code: string;
  /** `zh` is also the column's title in a file of rows. */
  readonly name: BilingualText;
  readonly type: FieldType;
  /**
   * `public`: the value stands in the statement. `committed`: the statement binds it, and its holder may disclose it.
   * `retained`: bound as well, and this project's tools never disclose it.
   */
  readonly disclosure: 'public' | 'committed' | 'retained';
  readonly optional?: boolean;
  /** Personal information: what names a person, what is about one, and what is sensitive (个人信息保护法 28). */
  readonly personal?: 'identifier' | 'about' | 'sensitive';
  readonly source?: SourceText;
}

export type FieldType =
  | {
      readonly kind: 'text';
      readonly least: number;
      readonly most: number;
      readonly pattern?: string;
    }
  | IntegerType
  | { readonly kind: 'code'; readonly list: string }
  | { readonly kind: 'list'; readonly most: number; readonly of: ScalarType }
  | { readonly kind: PlainKind };

/** Types that a list may be of. */
export type ScalarType = Exclude<FieldType, { readonly kind: 'list' }>;

export interface IntegerType {
  readonly kind: 'integer';
  readonly least: number;
  readonly most: number;
  readonly unit: string;
  /** How files of rows write it: in a unit 10^scale as large, with exactly that many decimals. */
  readonly written?: { readonly unit: string; readonly scale: number };
}

export const plainKinds = [
  'boolean',
  'date',
  'digest',
  'identity-number',
  'month',
  'participant',
  'time',
  'uscc',
  'vehicle-number',
] as const;
export type PlainKind = (typeof plainKinds)[number];

/** Conditions between fields; one that lacks an optional field's value is not judged, but for `required-if`. */
export type TemplateRule =
  | { readonly kind: 'sum'; readonly total: string; readonly parts: readonly string[] }
  | { readonly kind: 'order'; readonly fields: readonly string[] }
  | { readonly kind: 'different'; readonly fields: readonly string[] }
  | {
      readonly kind: 'required-if';
      readonly field: string;
      readonly when: { readonly field: string; readonly values: readonly string[] };
    };

/** Which fields are shown to whom, and why no more. */
export interface DisclosureProfile {
  readonly name: string;
  readonly to: BilingualText;
  readonly fields: readonly string[];
  readonly reason: BilingualText;
}

/** What `purpose.define` is generated from: bounds of one purpose of processing (docs/specs/records.md). */
export interface PurposeProfile {
  readonly title: string;
  readonly basis: string;
  readonly fields: readonly string[];
  readonly termDays: number;
  readonly retentionDays: number;
  readonly maximumUses: number;
  readonly deliveryHours: number;
  readonly acknowledgementHours: number;
  readonly impactAssessment: boolean;
}

/** The example with a change: `null` takes a field away. It must be refused with this code. */
export interface WrongExample {
  readonly reason: BilingualText;
  readonly change: JsonObject;
  readonly code: ErrorCode;
}
