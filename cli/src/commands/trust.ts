import { Command } from 'commander';
import { newTrustDraftCommand } from './trust-draft.js';
import { newTrustPinCommand } from './trust-pin.js';
import { newTrustShowCommand } from './trust-show.js';
import { newTrustSignCommand } from './trust-sign.js';

/** `quancheng trust`: what this machine believes before it looks at any evidence. */
export function newTrustCommand(): Command {
  return new Command('trust')
    .description('The trust root that verification rests on. 核验所依据的信任根')
    .addCommand(newTrustPinCommand())
    .addCommand(newTrustShowCommand())
    .addCommand(newTrustDraftCommand())
    .addCommand(newTrustSignCommand());
}
