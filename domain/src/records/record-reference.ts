import { integerForm, objectOf, oneOf } from '@quancheng/protocol';
import type { MachineKind } from './machine-kind.js';
import { recordNameForm } from './record-name.js';

/** The form of {`kind`, `name`}: a record of one of these kinds, as it is. */
export const recordReferenceForm = <Kind extends MachineKind>(...kinds: readonly Kind[]) =>
  objectOf({ kind: oneOf(...kinds), name: recordNameForm });

/** The form of {`kind`, `name`, `version`}: a record of one of these kinds, as it was in a version. */
export const versionReferenceForm = <Kind extends MachineKind>(...kinds: readonly Kind[]) =>
  objectOf({
    kind: oneOf(...kinds),
    name: recordNameForm,
    version: integerForm(1, Number.MAX_SAFE_INTEGER),
  });
