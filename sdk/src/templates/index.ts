export { cellForm, cellValue, formatCell } from './cell-value.js';
export { formatCustody, parseCustody, type Custody } from './custody.js';
export { discloseFields, disclosureProfile, type KeptRow } from './disclose-fields.js';
export { findTemplate } from './find-template.js';
export { newTemplateMember, type RowContext } from './new-template-member.js';
export { newTemplateRows, type TemplateRows } from './template-rows.js';
export { templateJsonSchema } from './template-json-schema.js';
