import { dirname, resolve } from 'node:path';
import { integerForm, listOf, objectOf, optional, readForm, textForm } from '@quancheng/protocol';
import {
  connectionMembers,
  readConfiguration,
  resolveConnection,
  type ConnectionSettings,
} from '../running/connection-settings.js';

const addresses = optional(listOf(textForm, 0, 64));
const seconds = optional(integerForm(1, 30 * 86_400));

const settingsForm = objectOf({
  directory: optional(textForm),
  trustRoot: optional(textForm),
  gateways: addresses,
  copies: addresses,
  witnesses: addresses,
  promises: addresses,
  every: optional(integerForm(1, 3_600)),
  stalledAfter: seconds,
  awayAfter: seconds,
  clockTolerance: seconds,
  metricsPort: optional(integerForm(1, 65_535)),
  ledger: optional(objectOf(connectionMembers)),
});

/** What a monitor's configuration and options say; paths are absolute. */
export interface WatchSettings {
  readonly directory: string;
  /** The pinned one, if absent. */
  readonly trustRoot?: string;
  readonly gateways: readonly string[];
  readonly copies: readonly string[];
  readonly witnesses: readonly string[];
  readonly promises: readonly string[];
  /** Milliseconds. */
  readonly every: number;
  readonly bounds: { readonly stalled: number; readonly away: number; readonly clock: number };
  readonly metricsPort?: number;
  readonly ledger?: ConnectionSettings;
}

/** Options of the command line; those that may be repeated come on top of the configuration's. */
export interface WatchOptions {
  readonly config?: string;
  readonly folder?: string;
  readonly trustRoot?: string;
  readonly copy?: readonly string[];
  readonly witness?: readonly string[];
  readonly promises?: readonly string[];
  readonly every?: number;
  readonly metricsPort?: number;
  readonly once?: true;
  readonly json?: true;
}

const EVERY = 10;
const STALLED_AFTER = 300;
const AWAY_AFTER = 300;
const CLOCK_TOLERANCE = 120;

/** @param gateways of the command line @throws FILE_UNREADABLE, PROFILE_INVALID */
export async function readWatchSettings(
  gateways: readonly string[],
  options: WatchOptions,
): Promise<WatchSettings> {
  const path = options.config;
  const read = readForm(
    settingsForm,
    path === undefined ? {} : await readConfiguration(path),
    'PROFILE_INVALID',
  );
  const from = (name: string): string => resolve(path === undefined ? '.' : dirname(path), name);
  const trustRoot = options.trustRoot ?? (read.trustRoot === undefined ? undefined : from(read.trustRoot));
  const metricsPort = options.metricsPort ?? read.metricsPort;
  return {
    directory: options.folder ?? from(read.directory ?? 'watch'),
    gateways: [...(read.gateways ?? []), ...gateways],
    copies: [...(read.copies ?? []), ...(options.copy ?? [])],
    witnesses: [...(read.witnesses ?? []), ...(options.witness ?? [])],
    promises: [...(read.promises ?? []).map(from), ...(options.promises ?? []).map((each) => resolve(each))],
    every: (options.every ?? read.every ?? EVERY) * 1_000,
    bounds: {
      stalled: (read.stalledAfter ?? STALLED_AFTER) * 1_000,
      away: (read.awayAfter ?? AWAY_AFTER) * 1_000,
      clock: (read.clockTolerance ?? CLOCK_TOLERANCE) * 1_000,
    },
    ...(trustRoot === undefined ? {} : { trustRoot }),
    ...(metricsPort === undefined ? {} : { metricsPort }),
    ...(read.ledger === undefined || path === undefined
      ? {}
      : { ledger: resolveConnection(read.ledger, path) }),
  };
}
