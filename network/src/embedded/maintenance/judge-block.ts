import { common, peer } from '@hyperledger/fabric-protos';
import { readBlockEffects } from '../ledger/block-effects.js';
import type { LedgerStore } from '../ledger/ledger-store.js';
import { newPolicyLookup } from '../policy/policy-lookup.js';
import { type ValidatedBlock, validateBlock } from '../validation/validate-block.js';
import type { ValidationContext } from '../validation/validate-envelope.js';
import { explainMismatch } from './explain-mismatch.js';
import type { LedgerFinding } from './finding.js';
import type { ChannelRules } from './read-channel-rules.js';

/** What an inspection makes of a block's transactions. */
export interface JudgedBlock {
  readonly findings: readonly LedgerFinding[];
  /** What the block does to the state. */
  readonly effects: ValidatedBlock;
}

/** @param isAltered true if the block's transactions are not those that its header was made for */
export type BlockJudge = (block: common.Block, isAltered: boolean) => Promise<JudgedBlock>;

const { NOT_VALIDATED, VALID } = peer.TxValidationCode;

/**
 * Validates blocks anew, on a state that was made of the blocks before alone, and holds the outcome to the flags that
 * are stored.
 */
export function newBlockJudge(rules: ChannelRules, store: LedgerStore): BlockJudge {
  const context = {
    channel: rules.channel,
    members: rules.members,
    policies: newPolicyLookup(store, rules.mspIds),
  };
  return async (block, isAltered) => {
    const number = block.getHeader()?.getNumber() ?? 0;
    if (number === 0) {
      return judgeGenesis(block);
    }
    const envelopes = block.getData()?.getDataList_asU8() ?? [];
    const derived = await validateBlock(number, envelopes, store, context);
    const findings = compare(block, derived, context);
    return { findings, effects: (isAltered ? readStored(block) : undefined) ?? derived };
  };
}

/** Block 0 is valid by definition: whoever joins a channel takes it from a source that it trusts. */
function judgeGenesis(block: common.Block): JudgedBlock {
  const isValid = storedFlags(block).every((flag) => flag === VALID);
  const detail = 'the configuration is not marked as VALID';
  return {
    findings: isValid ? [] : [{ code: 'LEDGER_FLAG_MISMATCH', block: 0, transaction: 0, detail }],
    effects: readBlockEffects(block),
  };
}

function compare(
  block: common.Block,
  derived: ValidatedBlock,
  context: Omit<ValidationContext, 'isKnownTransaction'>,
): LedgerFinding[] {
  const stored = storedFlags(block);
  const envelopes = block.getData()?.getDataList_asU8() ?? [];
  return derived.transactions.flatMap(({ version, validationCode }) => {
    const flag = stored[version.transaction] ?? NOT_VALIDATED;
    const envelope = envelopes[version.transaction] ?? Buffer.alloc(0);
    return flag === validationCode
      ? []
      : explainMismatch(envelope, { flag, validationCode, ...version }, context);
  });
}

/**
 * A transaction that was altered after it had been committed did what its flag says: otherwise the one finding would
 * drag along a conflict for everything that was built on it.
 */
function readStored(block: common.Block): ValidatedBlock | undefined {
  try {
    return readBlockEffects(block);
  } catch {
    return undefined;
  }
}

function storedFlags(block: common.Block): Uint8Array {
  const { TRANSACTIONS_FILTER } = common.BlockMetadataIndex;
  return block.getMetadata()?.getMetadataList_asU8()[TRANSACTIONS_FILTER] ?? Buffer.alloc(0);
}
