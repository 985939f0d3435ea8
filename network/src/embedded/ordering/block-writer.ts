import { type BlockSigner, assembleBlock } from '../ledger/block-assembler.js';
import type { Chain } from '../ledger/chain.js';
import { validateBlock } from '../validation/validate-block.js';
import type { ValidationContext } from '../validation/validate-envelope.js';
import type { BlockWriter } from './orderer.js';

/** The configuration never changes after block 0. */
const lastConfig = 0;

/** Validates a batch on the state before it, makes it a signed block, and appends it to the chain. */
export function newBlockWriter(
  chain: Chain,
  context: Omit<ValidationContext, 'isKnownTransaction'>,
  signers: readonly BlockSigner[],
): BlockWriter {
  return async (envelopes) => {
    const number = chain.height;
    const effects = await validateBlock(number, envelopes, chain.store, context);
    const validationCodes = effects.transactions.map(({ validationCode }) => validationCode);
    const content = { number, previousHash: chain.tipHash, envelopes, validationCodes, lastConfig };
    await chain.append(assembleBlock(content, signers), effects);
  };
}
