import { Command } from 'commander';
import { newTrustPinCommand } from './trust-pin.js';
import { newTrustShowCommand } from './trust-show.js';

/** `quancheng trust`: what this machine believes before it looks at any evidence. */
export function newTrustCommand(): Command {
  return new Command('trust')
    .description('The trust root that verification rests on. 核验所依据的信任根')
    .addCommand(newTrustPinCommand())
    .addCommand(newTrustShowCommand());
}
