import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import { fastify, type FastifyInstance, type FastifyServerOptions } from 'fastify';
import type { GatewayDependencies } from './dependencies.js';
import { newEvidenceReads } from './evidence/endorsed-reads.js';
import { newStoredDeposits } from './evidence/stored-deposit.js';
import { registerGauge } from './metrics/gauge.js';
import { newByteBudget, type ByteBudget } from './streams/byte-budget.js';
import { addDocumentation } from './plugins/documentation.js';
import { addMethodNotAllowed } from './plugins/method-not-allowed.js';
import { addProblemAnswers, sendProblem } from './plugins/problem-answers.js';
import { addRawBodies } from './plugins/raw-bodies.js';
import { addStopRefusal } from './plugins/refuse-when-stopping.js';
import { addSecurityHeaders } from './plugins/security-headers.js';
import { addCommandRoute } from './routes/commands.js';
import { addBatchDeposit } from './routes/deposit-batch.js';
import { addRecordDeposit } from './routes/deposit-records.js';
import { addBatchEvidence } from './routes/evidence-batches.js';
import { addRecordEvidence } from './routes/evidence-records.js';
import { addHealthRoute } from './routes/health.js';
import { addLedgerRoutes } from './routes/ledger.js';
import { addLogRoutes } from './routes/log-files.js';
import { addMetricsRoute } from './routes/metrics.js';
import { addOnboardingRoutes } from './routes/onboarding.js';
import { addCollectionRoutes } from './routes/collections.js';
import { addDueRoute } from './routes/due.js';
import { addRecordEventRoute } from './routes/record-events.js';
import { addRecordListRoutes } from './routes/record-lists.js';
import { addRecordReadRoutes } from './routes/record-reads.js';
import { addSearchProofRoute } from './routes/search-proofs.js';
import { addRecordRoutes } from './routes/records.js';
import { addTemplateRoutes } from './routes/templates.js';
import { addParticipantRoute } from './routes/participants.js';

export interface AppOptions {
  readonly logger?: FastifyServerOptions['logger'];
  /** Shown at /docs. */
  readonly version?: string;
}

/** Milliseconds without any byte after which a connection is given up. */
const SILENCE = 120_000;

/** The whole HTTP interface (docs/specs/gateway.md) over its dependencies. It never listens. */
export async function buildApp(
  dependencies: GatewayDependencies,
  options: AppOptions = {},
): Promise<FastifyInstance> {
  const app = fastify({
    logger: options.logger ?? false,
    connectionTimeout: SILENCE,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => void sendProblem(error, request, reply),
  });
  setRawJudgement(app);
  addProblemAnswers(app);
  const bodies = newByteBudget(dependencies.bodyBytes);
  registerGauge(
    dependencies.meters.registry,
    'quancheng_bodies_held_bytes',
    'Bytes of JSON bodies and of streams’ lines in memory',
    () => bodies.used,
  );
  addRawBodies(app, bodies);
  addSecurityHeaders(app);
  await addDocumentation(app, options.version ?? '0.1.0');
  const completeMethods = addMethodNotAllowed(app);
  addStopRefusal(app, dependencies.stopping);
  addRoutes(app, dependencies, bodies);
  completeMethods();
  return app;
}

function addRoutes(app: FastifyInstance, dependencies: GatewayDependencies, bodies: ByteBudget): void {
  const deposits = newStoredDeposits(dependencies.log);
  const reads = newEvidenceReads(dependencies.ledger, dependencies.signer.origin);
  addRecordDeposit(app, dependencies, bodies);
  addBatchDeposit(app, dependencies);
  addRecordEvidence(app, dependencies, deposits, reads);
  addBatchEvidence(app, dependencies, deposits, reads);
  addCommandRoute(app, dependencies);
  addParticipantRoute(app, dependencies);
  addOnboardingRoutes(app, dependencies);
  addRecordRoutes(app, dependencies);
  addRecordListRoutes(app, dependencies);
  addRecordReadRoutes(app, dependencies);
  addSearchProofRoute(app, dependencies);
  addCollectionRoutes(app, dependencies);
  addRecordEventRoute(app, dependencies);
  addDueRoute(app, dependencies);
  addLedgerRoutes(app, dependencies);
  addTemplateRoutes(app, dependencies);
  addHealthRoute(app, dependencies);
  addLogRoutes(app, dependencies);
  addMetricsRoute(app, dependencies);
}

/**
 * Paths and queries are held against their schemas as they are, without coercion. Bodies are judged by our own
 * strict parser, and answers are written by us, so that no serialiser drops a member of a signed object.
 */
function setRawJudgement(app: FastifyInstance): void {
  app.setValidatorCompiler((route) =>
    route.httpPart === 'body' ? () => true : TypeBoxValidatorCompiler(route),
  );
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
}
