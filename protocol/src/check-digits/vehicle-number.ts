/** Weights of the 17 places; the ninth is the check itself (GB 16735, ISO 3779 as in 49 CFR 565). */
const WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2] as const;
const VALUES = new Map<string, number>([
  ...Array.from('0123456789', (digit): [string, number] => [digit, Number(digit)]),
  ...Array.from('ABCDEFGH', (letter, index): [string, number] => [letter, index + 1]),
  ...Array.from('JKLMN', (letter, index): [string, number] => [letter, index + 1]),
  ['P', 7],
  ['R', 9],
  ...Array.from('STUVWXYZ', (letter, index): [string, number] => [letter, index + 2]),
]);

/** Whether a text is a 车辆识别代号 (VIN): 17 characters without I, O, Q, the ninth the check that the others give. */
export function isVehicleNumber(text: string): boolean {
  if (text.length !== WEIGHTS.length) return false;
  let sum = 0;
  for (const [index, weight] of WEIGHTS.entries()) {
    const value = VALUES.get(text.charAt(index));
    if (value === undefined) return false;
    sum += value * weight;
  }
  return text[8] === (sum % 11 === 10 ? 'X' : String(sum % 11));
}
