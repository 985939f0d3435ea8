import type { FastifyInstance } from 'fastify';
import { Gauge, Registry } from 'prom-client';
import type { GatewayDependencies } from '../dependencies.js';
import { text } from '../http/schemas.js';
import { registerWitnessMetrics } from '../metrics/witness-metrics.js';

/** GET /metrics: Prometheus' text format. Each gateway has its own registry, so that several can run in one process. */
export function addMetricsRoute(app: FastifyInstance, { log, anchors, tasks }: GatewayDependencies): void {
  const registry = new Registry();
  const registers = [registry];
  new Gauge({
    name: 'quancheng_log_size',
    help: 'Entries acknowledged',
    registers,
    collect() {
      this.set(log.size);
    },
  });
  new Gauge({
    name: 'quancheng_log_anchored_size',
    help: 'Tree size of the newest anchor',
    registers,
    collect() {
      this.set(anchors.newest ?? 0);
    },
  });
  registerWitnessMetrics(registry, tasks.witnesses);
  app.get(
    '/metrics',
    { schema: { tags: ['operation'], response: { 200: text('Prometheus metrics') } } },
    async (_request, reply) =>
      reply
        .header('content-type', registry.contentType)
        .header('cache-control', 'no-store')
        .send(await registry.metrics()),
  );
}
