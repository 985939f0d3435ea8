import {
  encodeHex,
  encodeUtf8,
  formatTime,
  formatVerifierKey,
  parseNote,
  QuanchengError,
  sha256,
  verifyNote,
  type VerifierKey,
} from '@quancheng/protocol';
import type { FastifyInstance } from 'fastify';
import type { CosignContext } from '../cosigning/cosign.js';
import type { WitnessMetrics } from '../metrics.js';
import type { WitnessHead } from '../state/head-store.js';

const TEXT = 'text/plain; charset=utf-8';

/** GET /<origin hash>/checkpoint (C2SP tlog-witness), /vkey, /v1/witness, /metrics */
export function addStateRoutes(
  app: FastifyInstance,
  context: CosignContext & { readonly key: VerifierKey },
  metrics: WitnessMetrics,
): void {
  const { trustRoot, heads, key } = context;
  const origins = new Map(
    trustRoot.logs.map(({ origin }) => [encodeHex(sha256(encodeUtf8(origin))), origin] as const),
  );

  app.get<{ Params: { hash: string } }>('/:hash/checkpoint', async (request, reply) => {
    const origin = origins.get(request.params.hash);
    const head = origin === undefined ? undefined : await heads.read(origin);
    if (head === undefined)
      throw new QuanchengError('WITNESS_LOG_UNKNOWN', 'no checkpoint of it was cosigned');
    return reply.header('content-type', TEXT).header('cache-control', 'no-cache').send(head.note);
  });

  app.get('/vkey', (_request, reply) =>
    reply.header('content-type', TEXT).send(`${formatVerifierKey(key)}\n`),
  );

  app.get('/v1/witness', async (_request, reply) => {
    const logs = await Promise.all(
      trustRoot.logs.map(async ({ origin }) => ({ origin, ...describe(await heads.read(origin), key) })),
    );
    return reply
      .header('cache-control', 'no-store')
      .send({ name: key.name, verifierKey: formatVerifierKey(key), ledger: trustRoot.ledger, logs });
  });

  app.get('/metrics', async (_request, reply) =>
    reply.header('content-type', metrics.contentType).send(await metrics.text()),
  );
}

function describe(head: WitnessHead | undefined, key: VerifierKey) {
  if (head === undefined) return {};
  const { size, rootHash } = head.checkpoint;
  const [signature] = verifyNote(parseNote(head.note), [key]);
  return { size, root: encodeHex(rootHash), cosigned: formatTime((signature?.time ?? 0) * 1_000) };
}
