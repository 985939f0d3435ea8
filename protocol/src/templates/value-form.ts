import { isIdentityNumber } from '../check-digits/identity-number.js';
import { isUscc } from '../check-digits/uscc.js';
import { isVehicleNumber } from '../check-digits/vehicle-number.js';
import type { ErrorCode } from '../errors/error-registry.js';
import { listOf } from '../form/composite-forms.js';
import type { Form, Mismatch } from '../form/form.js';
import { isText } from '../form/text.js';
import { isTime } from '../form/time.js';
import { digestForm, integerForm, oneOf, participantIdForm, timeForm } from '../form/value-forms.js';
import type { JsonValue } from '../json/json-value.js';
import { compilePattern } from './bounded-pattern.js';
import type { CodeList, FieldType, PlainKind, SectorTemplate } from './template.js';

/** The form of one field's values; mismatches bring the row's codes. */
export function valueForm(type: FieldType, { codeLists }: Pick<SectorTemplate, 'codeLists'>): Form<unknown> {
  switch (type.kind) {
    case 'text':
      return textOf(type.least, type.most, type.pattern);
    case 'integer':
      return integerForm(type.least, type.most);
    case 'code':
      return codeOf(codeLists[type.list]);
    case 'list':
      return listOf(valueForm(type.of, { codeLists }), 1, type.most);
    default:
      return plainForms[type.kind];
  }
}

const day = (value: JsonValue): boolean => typeof value === 'string' && isTime(`${value}T00:00:00.000Z`);
const month = (value: JsonValue): boolean => typeof value === 'string' && day(`${value}-01`);

const plainForms: Readonly<Record<PlainKind, Form<unknown>>> = {
  boolean: judged('true or false', (value) => typeof value === 'boolean'),
  date: judged('a date YYYY-MM-DD', day),
  digest: digestForm,
  'identity-number': checked('a 公民身份号码 of 18 characters', /^\d{17}[\dX]$/, isIdentityNumber),
  month: judged('a month YYYY-MM', month),
  participant: participantIdForm,
  time: timeForm,
  uscc: checked('a 统一社会信用代码 of 18 characters', /^[0-9A-HJ-NPQRTUWXY]{18}$/, isUscc),
  'vehicle-number': checked('a 车辆识别代号 of 17 characters', /^[0-9A-HJ-NPR-Z]{17}$/, isVehicleNumber),
};

function judged(expected: string, accepts: (value: JsonValue) => boolean): Form<unknown> {
  return { mismatch: (value) => (accepts(value) ? undefined : { path: '', expected }) };
}

function textOf(least: number, most: number, pattern?: string): Form<unknown> {
  const shape = pattern === undefined ? undefined : compilePattern(pattern);
  const expected = `a text of ${least} to ${most} characters${pattern === undefined ? '' : ` that matches ${pattern}`}`;
  return judged(expected, (value) => {
    if (!isText(value) || value.length < least || value.length > most) return false;
    return shape === undefined || shape.test(value);
  });
}

function codeOf(list: CodeList | undefined): Form<unknown> {
  const known = oneOf(...(list?.codes ?? []).map(({ code }) => code));
  return { mismatch: (value) => coded(known.mismatch(value), 'ROW_CODE_UNKNOWN') };
}

/** Shape first, so that a typing error in the digits is told from something else altogether. */
function checked(expected: string, shape: RegExp, check: (text: string) => boolean): Form<unknown> {
  return {
    mismatch(value) {
      if (typeof value !== 'string' || !shape.test(value)) return { path: '', expected };
      return check(value)
        ? undefined
        : { path: '', expected: `${expected} whose check character fits`, code: 'ROW_CHECK_DIGIT_WRONG' };
    },
  };
}

function coded(mismatch: Mismatch | undefined, code: ErrorCode): Mismatch | undefined {
  return mismatch === undefined ? undefined : { ...mismatch, code };
}
