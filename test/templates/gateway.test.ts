import {
  canonicalize,
  encodeHex,
  formatCanonical,
  parseTemplate,
  sha256,
  type ErrorCode,
  type JsonObject,
} from '@quancheng/protocol';
import { newTemplateMember, readTemplates } from '@quancheng/sdk/node';
import { expect } from 'chai';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LEDGER, seal } from '../chaincode/support/statements.js';
import { AGENCY } from '../chaincode/support/test-world.js';
import { depositor, openGatewayWorld, type GatewayWorld } from '../gateway/support/gateway-world.js';
import { get, NDJSON_TYPE, post } from '../gateway/support/http.js';
import { batchHeader, bytesOf, documentStatement, joinLines } from '../gateway/support/records.js';
import { projectTemplates, templateOf } from './support/template-files.js';

const CONSUMER = '91370100DEMBNK002J';
const signers = [{ key: depositor.signer.publicKey.keyId, participant: AGENCY, role: 'depositor' }];
const pinned = templateOf('housing-fund');
const { example } = pinned.template;

function templated(id: string, change: JsonObject = {}, member: JsonObject = {}): JsonObject {
  const key = Buffer.alloc(32, 5);
  const context = { ledger: LEDGER, signers, id };
  const { title, ...common } = documentStatement(id);
  return {
    ...common,
    schema: 'quancheng/sharing-event/v1',
    provider: AGENCY,
    consumer: CONSUMER,
    catalogue: title!,
    purpose: '贷款资格审核',
    means: 'api',
    sent: common['issued']!,
    legalBasis: pinned.template.legalBases[0]!.text,
    template: {
      ...(newTemplateMember(pinned, example, key, context) as unknown as JsonObject),
      ...member,
    },
    ...change,
  };
}

const hidden = { count: 15, root: 'ab'.repeat(32) };
const digest: JsonObject = {
  commitment: 'digest',
  mediaType: 'text/csv',
  sha256: 'ab'.repeat(32),
  sm3: 'cd'.repeat(32),
};

/** What a gateway must refuse, though the statement's own form is right. */
const refused: readonly (readonly [what: string, code: ErrorCode, of: (id: string) => JsonObject])[] = [
  ['a template of another id', 'TEMPLATE_UNKNOWN', (id) => templated(id, {}, { id: 'pension' })],
  ['a template of another version', 'TEMPLATE_UNKNOWN', (id) => templated(id, {}, { version: 2 })],
  ['another SHA-256', 'TEMPLATE_UNKNOWN', (id) => templated(id, {}, { sha256: 'ab'.repeat(32) })],
  ['another SM3', 'TEMPLATE_UNKNOWN', (id) => templated(id, {}, { sm3: 'ab'.repeat(32) })],
  ['another legal basis', 'TEMPLATE_VIOLATED', (id) => templated(id, { legalBasis: '方便' })],
  [
    'a provider who does not sign',
    'TEMPLATE_VIOLATED',
    (id) => templated(id, { provider: '91370100DEMEMP001C' }),
  ],
  ['another kind of statement', 'TEMPLATE_VIOLATED', asDocument],
  [
    'fewer fields than the template has',
    'TEMPLATE_VIOLATED',
    (id) => templated(id, {}, { committed: { ...hidden, count: 14 } }),
  ],
  ['a plain digest of a person’s row', 'PLAIN_DIGEST_REFUSED', (id) => templated(id, { original: digest })],
  [
    'a public field that is none',
    'ROW_FIELD_UNKNOWN',
    (id) => templated(id, {}, { public: { name: '示例甲' } }),
  ],
  [
    'no public month',
    'ROW_FIELD_MISSING',
    (id) => templated(id, {}, { public: { 'centre-area': '370100' } }),
  ],
  [
    'a month that does not exist',
    'ROW_FIELD_INVALID',
    (id) => templated(id, {}, { public: { 'centre-area': '370100', month: '2026-13' } }),
  ],
];

function asDocument(id: string): JsonObject {
  return documentStatement(id, {
    legalBasis: pinned.template.legalBases[0]!.text,
    template: templated(id)['template']!,
  });
}

describe('a gateway and its templates', function () {
  this.timeout(120_000);
  let world: GatewayWorld;
  const record = (statement: JsonObject) => bytesOf(seal(statement, [depositor.signer]));
  const deposit = (statement: JsonObject) => post(`${world.gateway.address}/v1/records`, record(statement));
  const batch = (id: string, statements: readonly JsonObject[]) => {
    const members = statements.map((statement) => canonicalize(statement));
    return post(
      `${world.gateway.address}/v1/batches`,
      joinLines(batchHeader(id, members), ...members),
      NDJSON_TYPE,
    );
  };

  before(async () => {
    world = await openGatewayWorld({ templates: projectTemplates });
  });
  after(() => world.close());

  it('takes a record that fits', async () => {
    expect((await deposit(templated('fits'))).status).to.equal(201);
    expect(
      (
        await batch(
          'fitting',
          [0, 1, 2].map((index) => templated(`fitting.${index}`)),
        )
      ).status,
    ).to.equal(201);
  });

  for (const [what, code, of] of refused) {
    it(`refuses ${what}: ${code}, by itself and behind right ones of a batch`, async () => {
      const single = await deposit(of('single'));
      expect(single.json['code'], single.text).to.equal(code);
      const members = [templated('many.0'), templated('many.1'), of('many.2')];
      const several = await batch('many', members);
      expect(several.json['code'], several.text).to.equal(code);
      expect(several.json['detail']).to.match(/^line 4: /);
    });
  }

  it('takes public fields that change within a batch, each judged', async () => {
    const month = (index: number, value: string) =>
      templated(`months.${index}`, {}, { public: { 'centre-area': '370100', month: value } });
    const right = [month(0, '2026-08'), month(1, '2026-09'), month(2, '2026-10')];
    expect((await batch('months', right)).status).to.equal(201);
  });

  it('lists them, and gives each as the bytes of which statements name the digest', async () => {
    const { json } = await get(`${world.gateway.address}/v1/templates`);
    const listed = json['templates'] as unknown as readonly { id: string; version: number; sha256: string }[];
    expect(listed.map(({ id }) => id)).to.deep.equal(projectTemplates.map(({ template }) => template.id));
    for (const { id, version, sha256: wanted } of listed) {
      const { text } = await get(`${world.gateway.address}/v1/templates/${id}/${version}`);
      expect(encodeHex(sha256(Buffer.from(text)))).to.equal(wanted);
      expect(parseTemplate(Buffer.from(text)).sha256).to.equal(wanted);
    }
    const missing = await get(`${world.gateway.address}/v1/templates/housing-fund/7`);
    expect([missing.status, missing.json['code']]).to.deep.equal([404, 'TEMPLATE_NOT_FOUND']);
  });

  it('takes one more by one more file, and keeps its records when the file is gone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'quancheng-more-'));
    try {
      const own = { ...pinned.template, id: 'night-school' } as unknown as JsonObject;
      await writeFile(join(folder, 'night-school.v1.json'), formatCanonical(own));
      await copyFile(join(folder, 'night-school.v1.json'), join(folder, 'the-same-again.json'));
      const [more] = await readTemplates([folder]);
      const { template, sha256: digests, sm3 } = more!;
      const statement = templated('more', {}, { id: template.id, sha256: digests, sm3 });
      expect((await deposit(statement)).json['code']).to.equal('TEMPLATE_UNKNOWN');
      Object.assign(world.configuration, { templates: [...projectTemplates, more] });
      await world.restart();
      expect((await deposit(statement)).status).to.equal(201);
      expect((await batch('more-batch', [{ ...statement, id: 'more-batch.0' }])).status).to.equal(201);
      Object.assign(world.configuration, { templates: [] });
      await world.restart();
      const kept = await get(`${world.gateway.address}/v1/records/${AGENCY}/more`);
      expect(kept.status).to.equal(200);
      expect((await get(`${world.gateway.address}/v1/records/${AGENCY}/more-batch.0`)).status).to.equal(200);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
