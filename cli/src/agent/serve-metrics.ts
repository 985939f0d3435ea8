import { createServer } from 'node:http';
import { once } from 'node:events';

/** Whatever can be counted, in Prometheus' text format. */
export interface ServedMetrics {
  readonly contentType: string;
  text(): Promise<string>;
}

/** GET /metrics on the loopback interface. @returns stops serving */
export async function serveMetrics(metrics: ServedMetrics, port: number): Promise<() => void> {
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
