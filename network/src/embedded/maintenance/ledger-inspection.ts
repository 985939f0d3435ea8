import type { common } from '@hyperledger/fabric-protos';
import { readBlockEffects } from '../ledger/block-effects.js';
import { endOf } from '../ledger/block-file.js';
import type { LedgerStore } from '../ledger/ledger-store.js';
import type { ValidatedBlock } from '../validation/validate-block.js';
import { ChainCheck, type ChainFault } from './chain-check.js';
import { checkBlockForm } from './check-block-form.js';
import { checkBlockSignatures } from './check-block-signatures.js';
import type { FindingListener, LedgerFindingCode } from './finding.js';
import type { InspectedBlock } from './inspected-blocks.js';
import { type BlockJudge, newBlockJudge } from './judge-block.js';
import type { ChannelRules } from './read-channel-rules.js';

const faultCodes: Readonly<Record<ChainFault, LedgerFindingCode>> = {
  number: 'LEDGER_NUMBER_MISMATCH',
  'previous hash': 'LEDGER_PREVIOUS_HASH_MISMATCH',
  'data hash': 'LEDGER_DATA_HASH_MISMATCH',
};

/** The part of the blocks that is judged; the others are only taken in. */
export interface InspectedRange {
  readonly from: number;
  readonly to: number;
}

/** Judges blocks one after the other, and makes a state of its own from them in a store that was empty. */
export class LedgerInspection {
  readonly #chain = new ChainCheck();
  readonly #judge: BlockJudge;
  #transactions = 0;

  constructor(
    private readonly rules: ChannelRules,
    private readonly derived: LedgerStore,
    private readonly range: InspectedRange,
    private readonly report: FindingListener,
  ) {
    this.#judge = newBlockJudge(rules, derived);
  }

  /** Number of blocks, and header hash of the last. */
  get chain(): Pick<ChainCheck, 'height' | 'tip'> {
    return this.#chain;
  }

  /** Transactions judged. */
  get transactions(): number {
    return this.#transactions;
  }

  /** @param isFolded false if a block before is missing, so that no state can be made any more */
  async take({ block, bytes, position }: InspectedBlock, isFolded: boolean): Promise<void> {
    const number = this.#chain.height;
    const faults = this.#chain.add(block);
    const isJudged = number >= this.range.from && number <= this.range.to;
    if (isJudged) {
      this.#transactions += block.getData()?.getDataList().length ?? 0;
      for (const fault of faults) {
        this.report({ code: faultCodes[fault], block: number, detail: `the ${fault} is not the right one` });
      }
      for (const finding of [...checkBlockForm(block, bytes), ...this.#checkSignatures(block)]) {
        this.report(finding);
      }
    }
    if (isFolded) {
      const effects = isJudged
        ? await this.#judgeTransactions(block, faults.includes('data hash'))
        : readBlockEffects(block);
      const savepoint = { height: number + 1, end: endOf(position), tip: this.#chain.tip };
      await this.derived.apply({ number, position, savepoint, ...effects });
    }
  }

  /** Nobody signs block 0. */
  #checkSignatures(block: common.Block) {
    return block.getHeader()?.getNumber() === 0 ? [] : checkBlockSignatures(block, this.rules);
  }

  async #judgeTransactions(block: common.Block, isAltered: boolean): Promise<ValidatedBlock> {
    const { findings, effects } = await this.#judge(block, isAltered);
    for (const finding of findings) {
      this.report(finding);
    }
    return effects;
  }
}
