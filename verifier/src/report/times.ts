import { formatTime, parseTime } from '@quancheng/protocol';
import type { EvidencePackage } from '../package/evidence-package.js';
import type { EndorsedRead, Tick } from '../read/endorsed-read.js';
import type { Findings } from './findings.js';
import type { Times } from './verification-result.js';

/** Endorsers accept a proposal whose time is within 15 minutes of their clocks (Fabric, core/endorser). */
export const ENDORSERS_TOLERANCE = 15 * 60 * 1000;

/** The times that this record's evidence establishes. */
export function timesOf({ entry }: EvidencePackage, findings: Findings): Times {
  const { statement, signatures, inclusion, anchor, reads, witnesses } = findings;
  const isAnchored = inclusion.matched && anchor.matched && reads.matched;
  return {
    ...(statement.matched && signatures.matched ? { claimed: statement.value.statement.issued } : {}),
    ...(inclusion.matched ? { received: entry.received } : {}),
    ...(isAnchored ? { anchored: tickOf(anchor.value.value.at) } : {}),
    ...(isAnchored ? { notAfter: notAfter(reads.value.anchoring.reads) } : {}),
    ...(inclusion.matched && witnesses?.matched ? witnesses.value : {}),
  };
}

/** The oldest of the ticks as of which the signers' status is known. */
export function statusTick({ reads }: Findings): Tick | undefined {
  const ticks = reads.matched ? reads.value.signers.map(({ asOf }) => asOf) : [];
  return ticks.toSorted((left, right) => left.number - right.number)[0];
}

function tickOf({ tick, time }: { readonly tick: number; readonly time: string }): Tick {
  return { number: tick, time };
}

function notAfter(anchorReads: readonly EndorsedRead[]): string {
  return formatTime(Math.min(...anchorReads.map(({ time }) => parseTime(time))) + ENDORSERS_TOLERANCE);
}
