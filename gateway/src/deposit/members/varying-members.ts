import { countForm, textForm, timeForm, type Form } from '@quancheng/protocol';
import { judgeBase64, judgeDigest, type ByteJudge } from './byte-judges.js';

/**
 * Members of record statements that differ from one member of a batch to the next and are judged by their own form
 * alone, in whichever kind they occur. All other members must be the same bytes as in a statement that was judged
 * whole. A test holds these forms against protocol's judgement of whole statements.
 */
export const varyingStrings: ReadonlyMap<string, Form<string>> = new Map<string, Form<string>>([
  ['/issued', timeForm],
  ['/sent', timeForm],
  ['/received', timeForm],
  ['/legalBasis', textForm],
  ['/custodian', textForm],
  ['/title', textForm],
  ['/catalogue', textForm],
  ['/purpose', textForm],
  ['/provenance/source', textForm],
  ['/provenance/mechanism', textForm],
  ['/provenance/collector', textForm],
  ['/provenance/device', textForm],
  ['/provenance/clockSource', textForm],
  ['/original/mediaType', textForm],
]);

/** Further ones that differ in nearly every member, and are judged without making a string of them. */
export const judgedByBytes: ReadonlyMap<string, ByteJudge> = new Map([
  ['/salt', judgeBase64(16, 64)],
  ['/original/sha256', judgeDigest],
  ['/original/sm3', judgeDigest],
  ['/reference/sha256', judgeDigest],
  ['/reference/sm3', judgeDigest],
  ['/previous', judgeDigest],
  ['/template/committed/root', judgeDigest],
]);

export const varyingCounts: ReadonlyMap<string, Form<number>> = new Map([['/original/size', countForm]]);

/** Members that a sector template judges as well: in a record that names one they are the model's. */
export const judgedByTemplates: ReadonlySet<string> = new Set(['/legalBasis']);

/** Ends in the index; the batch's id is the same in all members. */
export const ID_PATH = '/id';
