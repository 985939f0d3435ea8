import type { FastifyInstance } from 'fastify';
import type { GatewayDependencies } from '../dependencies.js';
import { text } from '../http/schemas.js';
import { registerLedgerCostMetrics } from '../metrics/ledger-cost-metrics.js';
import { registerLogMetrics } from '../metrics/log-metrics.js';
import { processMetrics } from '../metrics/process-metrics.js';
import { registerWitnessMetrics } from '../metrics/witness-metrics.js';

/** GET /metrics: Prometheus' text format. Each gateway has its own registry, so that several can run in one process. */
export function addMetricsRoute(app: FastifyInstance, dependencies: GatewayDependencies): void {
  const { registry } = dependencies.meters;
  registerLogMetrics(registry, dependencies);
  registerLedgerCostMetrics(registry, () => dependencies.tasks.costs);
  registerWitnessMetrics(registry, dependencies.tasks.witnesses);
  app.get(
    '/metrics',
    { schema: { tags: ['operation'], response: { 200: text('Prometheus metrics') } } },
    async (_request, reply) =>
      reply
        .header('content-type', registry.contentType)
        .header('cache-control', 'no-store')
        .send((await registry.metrics()) + (await processMetrics().metrics())),
  );
}
