import { base64Form, countForm, digestForm, textForm, timeForm, type Form } from '@quancheng/protocol';

/**
 * Members of record statements that differ from one member of a batch to the next and are judged by their own form
 * alone, in whichever kind they occur. All other members must be the same bytes as in a statement that was judged
 * whole. A test holds these forms against protocol's judgement of whole statements.
 */
export const varyingStrings: ReadonlyMap<string, Form<string>> = new Map<string, Form<string>>([
  ['/salt', base64Form(16, 64)],
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
  ['/original/sha256', digestForm],
  ['/original/sm3', digestForm],
  ['/reference/sha256', digestForm],
  ['/reference/sm3', digestForm],
  ['/previous', digestForm],
  ['/template/committed/root', digestForm],
]);

export const varyingCounts: ReadonlyMap<string, Form<number>> = new Map([['/original/size', countForm]]);

/** Members that a sector template judges as well: in a record that names one they are the model's. */
export const judgedByTemplates: ReadonlySet<string> = new Set(['/legalBasis']);

/** Known beforehand: the batch's id and the index. */
export const ID_PATH = '/id';
