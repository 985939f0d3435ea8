import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AgentMetrics } from './agent-metrics.js';

/** GET /metrics on the loopback interface. @returns stops serving */
export async function serveMetrics(metrics: AgentMetrics, port: number): Promise<() => void> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    void metrics.text().then((text) => {
      response.writeHead(200, { 'content-type': metrics.contentType }).end(text);
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return () => server.close();
}
