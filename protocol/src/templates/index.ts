export { assertExamples, changed } from './check-examples.js';
export { assertDisclosedFields } from './disclosed-row.js';
export { disclosureForm, parseDisclosure, verifyDisclosure, type Disclosure } from './disclosure.js';
export {
  boundFields,
  fieldPath,
  fieldTreeRoot,
  openLeaves,
  templateLeaf,
  type LeafContext,
  type OpenedField,
} from './field-tree.js';
export { assertFitsTemplate, isTemplateOf } from './fits-template.js';
export { assertRow, fieldsMismatch, rowMismatch } from './judge-row.js';
export { hasDuplicateNames } from '../json/duplicate-names.js';
export { parseTemplate, type PinnedTemplate } from './parse-template.js';
export { templateIdForm, templateVersionForm, type TemplateMember } from './template-member.js';
export type {
  CodeList,
  DisclosureProfile,
  FieldType,
  IntegerType,
  PlainKind,
  PurposeProfile,
  ScalarType,
  SectorTemplate,
  SourceText,
  TemplateField,
  TemplateParty,
  TemplateRule,
  WrongExample,
} from './template.js';
