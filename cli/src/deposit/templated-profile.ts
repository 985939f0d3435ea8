import { type PinnedTemplate, QuanchengError } from '@quancheng/protocol';
import type { Profile } from '../input/profile.js';
import type { DescriptionOptions } from './describe-record.js';

/**
 * A profile with what a template says where nobody said anything else. The legal basis is one of the template's, of
 * which its beginning suffices.
 * @throws OPTION_MISSING, OPTION_INVALID
 */
export function templatedProfile(
  { template }: PinnedTemplate,
  options: DescriptionOptions,
  profile: Profile,
): Profile & { readonly legalBasis: string } {
  const { purpose, title, level } = template;
  const wanted = options.legalBasis ?? profile.legalBasis;
  return {
    catalogue: title.zh,
    purpose: purpose?.title ?? title.zh,
    level,
    ...profile,
    legalBasis: chooseBasis(
      template.legalBases.map(({ text }) => text),
      wanted,
    ),
  };
}

function chooseBasis(choices: readonly string[], wanted: string | undefined): string {
  const [only, ...others] = choices;
  if (wanted === undefined && only !== undefined && others.length === 0) return only;
  const list = choices.join('; ');
  if (wanted === undefined) throw new QuanchengError('OPTION_MISSING', `--legal-basis, one of: ${list}`);
  const fitting = choices.filter((choice) => choice.startsWith(wanted));
  const found =
    choices.find((choice) => choice === wanted) ?? (fitting.length === 1 ? fitting[0] : undefined);
  if (found === undefined)
    throw new QuanchengError('OPTION_INVALID', `--legal-basis: expected one of: ${list}`);
  return found;
}
