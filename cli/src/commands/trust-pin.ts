import { Command } from 'commander';
import { isHex, isQuanchengError, QuanchengError } from '@quancheng/protocol';
import { newClient } from '@quancheng/sdk';
import { readWholeFile } from '@quancheng/sdk/node';
import {
  acceptSuccessor,
  formatFingerprint,
  openTrustRoot,
  type TrustRoot,
  verifyTrustRoot,
} from '@quancheng/verifier';
import { exitCodeHelp } from '../exit-code.js';
import { homeFolder } from '../home/home-folder.js';
import { findPinnedTrustRoot, writePinnedTrustRoot } from '../home/trust-store.js';
import { print } from '../output/print.js';
import { printTrustRoot } from '../output/trust-root-text.js';

/** `quancheng trust pin`: believes a trust root whose fingerprint the user got elsewhere. */
export function newTrustPinCommand(): Command {
  return new Command('pin')
    .description('Pin a trust root by the fingerprint that you got elsewhere. 凭另行取得的指纹固定信任根')
    .argument('<source>', 'a gateway (http…), or the file of a trust root 网关地址或信任根文件')
    .option('--fingerprint <hex>', '64 hex digits, blanks allowed 指纹')
    .addHelpText(
      'after',
      `
A gateway cannot vouch for its own trust root. Get the fingerprint from the consortium by another way: a letter, a
telephone call, a gazette. A successor that enough administrators of the pinned root have signed needs none.
${exitCodeHelp}`,
    )
    .action(pin);
}

async function pin(source: string, options: { readonly fingerprint?: string }): Promise<void> {
  const home = homeFolder();
  const envelope = await readTrustRoot(source);
  const root = verifyTrustRoot(envelope);
  const pinned = await findPinnedTrustRoot(home);
  if (options.fingerprint === undefined) {
    assertSuccessor(pinned && (await acceptBetween(pinned, root, source)), root, envelope);
  } else assertFingerprint(envelope, options.fingerprint);
  await writePinnedTrustRoot(home, envelope);
  if (pinned !== undefined && pinned.fingerprint !== root.fingerprint) {
    print(`Replaced 已替换: ${formatFingerprint(pinned.fingerprint)}`);
  }
  print(`Pinned 已固定: ${home.trustRoot}`);
  printTrustRoot(root);
}

function isGateway(source: string): boolean {
  return /^https?:/.test(source);
}

function readTrustRoot(source: string): Promise<Uint8Array> {
  return isGateway(source) ? newClient({ gateway: source }).trustRoot() : readWholeFile(source);
}

/**
 * The predecessor of a gateway's root, reached from the pinned one step by step: each must be signed as the one before it
 * demands. Where a step is missing or refused, the pinned one.
 */
async function acceptBetween(pinned: TrustRoot, root: TrustRoot, source: string): Promise<TrustRoot> {
  let accepted = pinned;
  try {
    while (isGateway(source) && accepted.sequence < root.sequence - 1) {
      const next = await newClient({ gateway: source }).trustRoot(accepted.sequence + 1);
      accepted = acceptSuccessor(accepted, next);
    }
    return accepted;
  } catch (error) {
    if (isQuanchengError(error, 'TRUST_ROOT_UNKNOWN') || isQuanchengError(error, 'TRUST_ROOT_NOT_PINNED'))
      return pinned;
    throw error;
  }
}

function assertSuccessor(pinned: TrustRoot | undefined, root: TrustRoot, envelope: Uint8Array): void {
  if (pinned?.fingerprint === root.fingerprint) return;
  try {
    if (pinned !== undefined && acceptSuccessor(pinned, envelope).fingerprint === root.fingerprint) return;
  } catch (error) {
    if (!isQuanchengError(error, 'TRUST_ROOT_NOT_PINNED')) throw error;
  }
  printTrustRoot(root);
  throw new QuanchengError(
    'FINGERPRINT_MISSING',
    'compare the fingerprint above with the one that you got elsewhere',
  );
}

function assertFingerprint(envelope: Uint8Array, given: string): void {
  const fingerprint = given.replace(/[\s:]/g, '').toLowerCase();
  if (!isHex(fingerprint, 32))
    throw new QuanchengError('OPTION_INVALID', '--fingerprint: expected 64 hex digits');
  try {
    openTrustRoot(envelope, fingerprint);
  } catch (cause) {
    if (!isQuanchengError(cause, 'TRUST_ROOT_NOT_PINNED')) throw cause;
    throw new QuanchengError('FINGERPRINT_MISMATCH', 'nothing was pinned', { cause });
  }
}
