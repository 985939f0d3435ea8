import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { formatCanonical, QuanchengError, type JsonObject } from '@quancheng/protocol';
import type { GatewayDependencies } from '../dependencies.js';
import { json, problems } from '../http/schemas.js';
import { sendJson, sendJsonText } from '../http/send-json.js';

const description = Type.Object({
  id: Type.String(),
  version: Type.Integer(),
  sha256: Type.String({ description: 'of the template’s canonical JSON, hex' }),
  sm3: Type.String(),
  title: Type.Object({ en: Type.String(), zh: Type.String() }),
});

const parameters = Type.Object({
  id: Type.String({ maxLength: 64 }),
  version: Type.String({ pattern: '^[1-9][0-9]{0,6}$' }),
});

/** GET /v1/templates, /v1/templates/{id}/{version}: the sector templates by which this gateway judges records. */
export function addTemplateRoutes(
  app: FastifyInstance,
  { templates }: Pick<GatewayDependencies, 'templates'>,
): void {
  app.get(
    '/v1/templates',
    {
      schema: {
        tags: ['deposit'],
        description: 'The sector templates that records here may name.',
        response: { 200: json('all of them', Type.Object({ templates: Type.Array(description) })) },
      },
    },
    (_request, reply) =>
      sendJson(reply, {
        templates: templates.map(({ template, sha256, sm3 }) => ({
          id: template.id,
          version: template.version,
          sha256,
          sm3,
          title: { ...template.title },
        })),
      }),
  );
  app.get<{ Params: { id: string; version: string } }>(
    '/v1/templates/:id/:version',
    {
      schema: {
        tags: ['deposit'],
        description: 'One template as canonical JSON: its SHA-256 and SM3 are those that statements name.',
        params: parameters,
        response: { 200: json('the template', Type.Unknown()), ...problems(404) },
      },
    },
    (request, reply) => {
      const { id, version } = request.params;
      const found = templates.find(
        ({ template }) => template.id === id && template.version === Number(version),
      );
      if (found === undefined) throw new QuanchengError('TEMPLATE_NOT_FOUND', `${id}/${version}`);
      return sendJsonText(reply, formatCanonical(found.template as unknown as JsonObject));
    },
  );
}
