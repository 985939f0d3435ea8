import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseLedgerId } from '@quancheng/protocol';
import { newLogSigner } from './anchoring/log-signer.js';
import { settlePromiseKeys } from './anchoring/promise-keys.js';
import { settleLogTerms } from './anchoring/log-terms.js';
import { newGatewayMeters } from './metrics/gateway-meters.js';
import { newWorkerMemberReader } from './deposit/members/worker-member-reader.js';
import { newWorkerSignatureVerifier } from './deposit/signatures/worker-signature-verifier.js';
import type { GatewayDependencies } from './dependencies.js';
import type { GatewayConfiguration } from './gateway-configuration.js';
import { defaultBounds, openOnboardingMailbox } from './onboarding/mailbox.js';
import { openRequestFiles } from './onboarding/request-files.js';
import { openGatewayLog } from './open-gateway-log.js';
import { openLevelProjection } from './store/level-projection.js';
import { openQuotaCounter } from './quota/quota-counter.js';
import { openServedTrustRoots } from './trust/served-trust-roots.js';
import { openWitnessing, type Witnessing } from './witnessing/open-witnessing.js';
import { newSignerRegistry } from './registry/signer-registry.js';

const HOUR = 3_600_000;
const BATCH_BYTES = 256 * 1024 * 1024;
const BODY_BYTES = 64 * 1024 * 1024;

/** What a gateway has open, apart from its server. */
export interface OpenGateway
  extends Pick<
    GatewayDependencies,
    | 'log'
    | 'anchors'
    | 'members'
    | 'signatures'
    | 'batchBytes'
    | 'bodyBytes'
    | 'registry'
    | 'signer'
    | 'promiseKeys'
    | 'audience'
    | 'trustRoots'
    | 'inclusionPeriod'
    | 'mailbox'
    | 'projection'
    | 'quotas'
    | 'cosigned'
    | 'meters'
  > {
  readonly witnessing: Witnessing;
  close(): Promise<void>;
}

/** @throws TRUST_ROOT_INVALID, LOG_ORIGIN_MISMATCH, and as openGatewayLog */
export async function openGateway(configuration: GatewayConfiguration): Promise<OpenGateway> {
  const { directory, origin, ledger } = configuration;
  const signer = newLogSigner(origin, configuration.logKey, configuration.otherLogKeys);
  await mkdir(directory, { recursive: true });
  const trustRoots = await openServedTrustRoots(join(directory, 'trust-roots'), configuration.trustRoot);
  const audience = parseLedgerId(trustRoots.root.ledger);
  const wanted = { origin, ledger: audience, inclusionPeriod: configuration.inclusionPeriod ?? HOUR };
  const { inclusionPeriod } = await settleLogTerms(join(directory, 'terms.json'), wanted);
  const signal = configuration.signal ?? new AbortController().signal;
  const onWaiting = configuration.onWaiting ?? (() => undefined);
  const meters = newGatewayMeters();
  const witnessing = await openWitnessing({
    directory,
    logKey: signer.note.key,
    trustRoot: trustRoots.root,
    witnesses: configuration.witnesses ?? [],
    ...(configuration.witnessPatience === undefined ? {} : { patience: configuration.witnessPatience }),
  });
  const { log, anchors } = await openGatewayLog({
    directory,
    ledger,
    signer,
    files: configuration.files,
    stages: meters.log,
    otherHeads: () => witnessing.heads.known,
    signal,
    onWaiting,
  }).catch(async (error: unknown) => {
    await witnessing.cosigned.close();
    throw error;
  });
  const promiseKeys = await settlePromiseKeys(join(directory, 'promise-keys.json'), signer, log.size);
  const projection = await openLevelProjection(join(directory, 'projection'), audience);
  const quotas = await openQuotaCounter(join(directory, 'quotas.json'), Date.now, meters.onQuotaUsedUp);
  const mailbox = await openOnboardingMailbox(
    await openRequestFiles(join(directory, 'onboarding')),
    { ...defaultBounds, ...configuration.onboarding },
    Date.now,
  );
  const members = newWorkerMemberReader(configuration.templates ?? []);
  const signatures = newWorkerSignatureVerifier();
  return {
    log,
    anchors,
    members,
    signatures,
    batchBytes: configuration.batchBytes ?? BATCH_BYTES,
    bodyBytes: configuration.bodyBytes ?? BODY_BYTES,
    registry: newSignerRegistry(ledger),
    signer,
    promiseKeys,
    audience,
    trustRoots,
    inclusionPeriod,
    mailbox,
    projection,
    quotas,
    cosigned: witnessing.cosigned,
    witnessing,
    meters,
    async close() {
      await Promise.all([members.close(), signatures.close()]);
      await log.close();
      await anchors.close();
      await witnessing.cosigned.close();
      await projection.close();
      await quotas.close();
    },
  };
}
