import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { formatVerifierKey, QuanchengError } from '@quancheng/protocol';
import type { GatewayDependencies } from '../dependencies.js';
import type { ServedFile } from '../log/index.js';
import { problems, text } from '../http/schemas.js';

const TEXT = 'text/plain; charset=utf-8';

/** GET /log/checkpoint, /log/cosigned-checkpoint, /log/tile/…, /log/vkey: the log as C2SP tlog-tiles, straight from its public folder. */
export function addLogRoutes(app: FastifyInstance, dependencies: GatewayDependencies): void {
  const { log, signer } = dependencies;
  const tags = ['log'];
  const verifierKey = `${formatVerifierKey(signer.note.key)}\n`;

  app.get(
    '/log/vkey',
    { schema: { tags, response: { 200: text('C2SP verifier key') } } },
    (_request, reply) => reply.type(TEXT).header('cache-control', 'public, max-age=300').send(verifierKey),
  );

  const serve = async (path: string, reply: FastifyReply): Promise<FastifyReply> => {
    const file = log.servedFile(path);
    if (file === undefined)
      throw new QuanchengError('ADDRESS_UNKNOWN', `the log has no ${path.slice(0, 100)} yet`);
    return sendFile(log.publicDirectory, file, reply);
  };

  app.get(
    '/log/checkpoint',
    { schema: { tags, response: { 200: text('C2SP checkpoint, a signed note'), ...problems(404) } } },
    (_request, reply) => serve('checkpoint', reply),
  );
  app.get(
    '/log/cosigned-checkpoint',
    {
      schema: {
        tags,
        description: 'The newest anchored checkpoint that witnesses have cosigned',
        response: { 200: text('C2SP checkpoint, a signed note with cosignatures'), ...problems(404) },
      },
    },
    async (_request, reply) => {
      const { anchors, cosigned } = dependencies;
      if (cosigned.newest === undefined)
        throw new QuanchengError('ADDRESS_UNKNOWN', 'no witness has cosigned a checkpoint yet');
      const { note } = await cosigned.withCosignatures(await anchors.read(cosigned.newest));
      return reply.type(TEXT).header('cache-control', 'no-cache').send(note);
    },
  );
  app.get<{ Params: { '*': string } }>(
    '/log/tile/*',
    {
      schema: {
        tags,
        description: 'C2SP tlog-tiles: tile/<L>/<N>[.p/<W>] and tile/entries/<N>[.p/<W>]',
        response: problems(404),
      },
    },
    (request, reply) => serve(`tile/${request.params['*']}`, reply),
  );
}

async function sendFile(directory: string, file: ServedFile, reply: FastifyReply): Promise<FastifyReply> {
  const path = join(directory, file.path);
  // An incomplete tile may have been removed once its full one is there: tlog-tiles clients then ask for that.
  const handle = await open(path).catch(() => undefined);
  if (handle === undefined)
    throw new QuanchengError('ADDRESS_UNKNOWN', `the log has no ${file.path} any more`);
  const { size } = await handle.stat();
  return reply
    .type(file.contentType)
    .header('cache-control', file.cacheControl)
    .header('content-length', size)
    .send(createReadStream(path, { fd: handle }));
}
