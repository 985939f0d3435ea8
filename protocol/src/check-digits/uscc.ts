const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const LENGTH = 18;

/** Weights 3^i mod 31 of the first 17 characters (GB 32100-2015). */
const WEIGHTS = powersOfThree();

/**
 * Whether a text is a 统一社会信用代码 (GB 32100): 18 characters of the 31-character alphabet, of which the last
 * is (31 − Σ value · 3^i mod 31) mod 31.
 */
export function isUscc(text: string): boolean {
  if (text.length !== LENGTH) return false;
  const values = Array.from(text, (character) => ALPHABET.indexOf(character));
  if (values.includes(-1)) return false;
  let sum = 0;
  for (const [index, weight] of WEIGHTS.entries()) sum += (values[index] ?? 0) * weight;
  return values[LENGTH - 1] === (31 - (sum % 31)) % 31;
}

function powersOfThree(): readonly number[] {
  const weights: number[] = [];
  for (let weight = 1; weights.length < LENGTH - 1; weight = (weight * 3) % 31) weights.push(weight);
  return weights;
}
