import type { FastifyInstance } from 'fastify';
import { QuanchengError } from '@quancheng/protocol';

/** Once the gateway is being stopped, requests that would change something are refused; reads are still served. */
export function addStopRefusal(app: FastifyInstance, stopping: AbortSignal): void {
  app.addHook('onRequest', (request, _reply, done) => {
    if (stopping.aborted && request.method === 'POST') {
      throw new QuanchengError('GATEWAY_STOPPING', 'the gateway is being stopped');
    }
    done();
  });
}
