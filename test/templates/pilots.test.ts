import { boundFields, type PinnedTemplate, type RecordStatement } from '@quancheng/protocol';
import { newAsyncSigner, newClient, type QuanchengClient } from '@quancheng/sdk';
import {
  collectEvidence,
  depositRows,
  discloseFields,
  newTemplateRows,
  parseCustody,
  type DepositContext,
  type EvidencePart,
  type RowsSource,
} from '@quancheng/sdk/node';
import {
  exportPackage,
  formatPackage,
  parseBundle,
  verifyBundle,
  verifyPackage,
  verifyTrustRoot,
  type TrustRoot,
} from '@quancheng/verifier';
import { expect } from 'chai';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AGENCY, registration } from '../chaincode/support/test-world.js';
import { depositor, openGatewayWorld, type GatewayWorld } from '../gateway/support/gateway-world.js';
import { sharedFolder } from '../sdk/support/shared-folder.js';
import { testSigner } from '../support/evidence/test-keys.js';
import { csvOf, ndjsonOf, projectTemplates, rowsOf } from './support/template-files.js';

const PARTNER = '91370100DEMBNK002J';
const partner = testSigner('templates partner', 'ecdsa-p256-sha256');

// One gateway on one real ledger; each pilot deposits, gets its evidence, and has a stranger check it.
describe('a seed pilot’s template', function () {
  this.timeout(120_000);
  let world: GatewayWorld;
  let client: QuanchengClient;
  let root: TrustRoot;
  let work: string;
  const stranger = () => ({ trustRoot: root, time: new Date().toISOString(), templates: projectTemplates });

  before(async () => {
    world = await openGatewayWorld({ templates: projectTemplates });
    await world.ledgerWorld.order(registration(PARTNER, partner));
    root = verifyTrustRoot(world.configuration.trustRoot);
    client = newClient({ gateway: world.gateway.address, trustRoot: root });
    work = await mkdtemp(join(tmpdir(), 'quancheng-pilots-'));
  });
  after(async () => {
    await world.close();
    await rm(work, { recursive: true });
  });

  const contextOf = (pinned: PinnedTemplate): DepositContext => ({
    client,
    signer: newAsyncSigner(depositor.signer),
    participant: AGENCY,
    ledger: root.ledger,
    outboxes: join(work, 'outbox'),
    ...(pinned.template.parties.some(({ party, signs }) => party === 'consumer' && signs)
      ? { cosigners: [{ signer: newAsyncSigner(partner), participant: PARTNER }] }
      : {}),
  });

  const deposit = async (pinned: PinnedTemplate, path: string): Promise<EvidencePart> => {
    const { folder, rows } = await depositRows(contextOf(pinned), sourceOf(pinned, path));
    expect(rows).to.equal(3);
    const parts: EvidencePart[] = [];
    await collectEvidence(client, folder, {
      write: (part) => {
        parts.push(part);
        return Promise.resolve();
      },
    });
    expect(parts).to.have.length(1);
    return parts[0]!;
  };

  for (const pinned of projectTemplates) {
    const { template } = pinned;
    it(`${template.id}: ${template.title.zh}, deposited, packed, verified, one row’s fields opened`, async () => {
      const rows = rowsOf(template);
      const path = join(work, `${template.id}.csv`);
      await writeFile(path, csvOf(template, rows));
      const part = await deposit(pinned, path);

      const bundle = await verifyBundle(part.bytes, stranger());
      expect(bundle.verdict).to.equal('integrity-proven');
      for (const { checks, statement } of bundle.records) {
        expect(checks.find(({ id }) => id === 'template')?.status).to.equal('match');
        expect(statement?.schema).to.equal(`quancheng/${template.statement}/v1`);
      }
      assertNothingPrivate(template, part, rows);

      const packed = formatPackage(exportPackage(parseBundle(part.bytes), 1));
      const shown = await verifyPackage(packed, stranger());
      expect(shown.template).to.deep.include({
        id: template.id,
        sha256: pinned.sha256,
        title: template.title,
      });
      if (boundFields(template).length === 0) {
        expect(part.custody).to.equal(undefined);
        expect(shown.fields).to.have.length(Object.keys(rows[1]!).length);
        return;
      }
      await openFields(pinned, part, packed, shown.statement!, rows);
    });
  }

  it('that both parties sign is found under the one whose key comes first', async () => {
    const pinned = projectTemplates.find(({ template }) => template.id === 'data-space-contract')!;
    const path = join(work, 'contracts.ndjson');
    await writeFile(path, ndjsonOf(rowsOf(pinned.template)));
    const [both] = contextOf(pinned).cosigners!;
    const turned = {
      ...contextOf(pinned),
      signer: both!.signer,
      participant: PARTNER,
      cosigners: [{ signer: newAsyncSigner(depositor.signer), participant: AGENCY }],
    };
    const parts: EvidencePart[] = [];
    const { folder } = await depositRows(turned, sourceOf(pinned, path));
    await collectEvidence(client, folder, {
      write: (part) => {
        parts.push(part);
        return Promise.resolve();
      },
    });
    const { verdict, records } = await verifyBundle(parts[0]!.bytes, stranger());
    expect(verdict).to.equal('integrity-proven');
    for (const { statement } of records) {
      expect(statement?.signers.map(({ participant }) => participant)).to.have.members([AGENCY, PARTNER]);
    }
  });

  it('takes the real divisions of Jinan as the places of its projects', async function () {
    const areas = join(sharedFolder(), 'data', 'areas.csv');
    if (!existsSync(areas)) {
      console.log(`      skipped: ${areas} is not there`);
      this.skip();
    }
    const pinned = projectTemplates.find(({ template }) => template.id === 'public-resource-trading')!;
    const { example } = pinned.template;
    const rows = [...readFileSync(areas, 'utf8').matchAll(/^(3701\d\d),"([^"]+)"/gm)].map(
      ([, area, name]) => ({
        ...example,
        area: area!,
        'project-code': `JN-${area!}`,
        'project-name': `${name!}雨污分流工程`,
      }),
    );
    expect(rows.length).to.be.greaterThan(8);
    const path = join(work, 'divisions.csv');
    await writeFile(path, csvOf(pinned.template, rows));
    const { folder } = await depositRows(contextOf(pinned), sourceOf(pinned, path));
    await collectEvidence(client, folder, {
      write: async ({ bytes }) => {
        const { verdict, records } = await verifyBundle(bytes, stranger());
        expect(verdict).to.equal('integrity-proven');
        const places = records.map(({ fields }) => fields?.find(({ field }) => field === 'area')?.value);
        expect(places).to.deep.equal(rows.map(({ area }) => area));
      },
    });
  });

  it('is the same by NDJSON', async () => {
    const pinned = projectTemplates.find(({ template }) => template.id === 'medical-settlement')!;
    const path = join(work, 'settlements.ndjson');
    await writeFile(path, ndjsonOf(rowsOf(pinned.template)));
    const part = await deposit(pinned, path);
    expect((await verifyBundle(part.bytes, stranger())).verdict).to.equal('integrity-proven');
  });

  async function openFields(
    pinned: PinnedTemplate,
    part: EvidencePart,
    packed: Uint8Array,
    statement: RecordStatement,
    rows: ReturnType<typeof rowsOf>,
  ): Promise<void> {
    const { template } = pinned;
    const custody = parseCustody(part.custody!);
    const key = Buffer.from(custody.records.find(({ record }) => record === statement.id)!.key, 'base64');
    const reader = newTemplateRows(template, 'ndjson');
    const row = reader.read(Buffer.from(JSON.stringify(rows[1])));
    for (const { fields, name } of template.disclosures) {
      const disclosure = discloseFields(pinned, { statement, row, key }, fields);
      const result = await verifyPackage(packed, { ...stranger(), disclosure });
      expect(result.verdict, name).to.equal('integrity-proven');
      const opened = new Map(result.fields!.map(({ field, value }) => [field, value]));
      for (const field of fields) expect(opened.get(field), field).to.deep.equal(row[field] ?? null);
      const other = formatPackage(exportPackage(parseBundle(part.bytes), 0));
      expect((await verifyPackage(other, { ...stranger(), disclosure })).code).to.equal(
        'DISCLOSURE_MISMATCH',
      );
    }
  }
});

function sourceOf(pinned: PinnedTemplate, path: string): RowsSource {
  const { template } = pinned;
  const isCsv = path.endsWith('.csv');
  return {
    path,
    output: path,
    format: isCsv ? 'csv' : 'ndjson',
    mediaType: isCsv ? 'text/csv' : 'application/json',
    commitment: boundFields(template).length === 0 ? 'digest' : 'hmac',
    batchSize: 1000,
    template: pinned,
    description: {
      actingFor: AGENCY,
      legalBasis: template.legalBases[0]!.text,
      level: template.level,
      custodian: '提供方',
      provenance: { source: '业务系统', mechanism: '接口推送', collector: AGENCY },
    },
    ...(template.statement === 'document'
      ? {}
      : {
          sharing: {
            provider: AGENCY,
            consumer: PARTNER,
            catalogue: template.title.zh,
            purpose: template.purpose?.title ?? template.title.zh,
            means: 'api' as const,
          },
        }),
  };
}

/** No value of a field that is not public is anywhere in the evidence, in the clear or in the statements' Base64. */
function assertNothingPrivate(
  { fields }: PinnedTemplate['template'],
  { bytes }: EvidencePart,
  rows: ReturnType<typeof rowsOf>,
): void {
  const text = Buffer.from(bytes).toString();
  const payloads = [...text.matchAll(/"payload":"([A-Za-z0-9+/=]+)"/g)].map(([, payload]) =>
    Buffer.from(payload!, 'base64').toString(),
  );
  const everything = [text, ...payloads].join('\n');
  for (const { code, disclosure } of fields) {
    for (const row of rows) {
      const value = row[code];
      // Short numbers and codes occur in any text by chance.
      const isTelling = typeof value === 'string' && value.length > 4;
      if (disclosure !== 'public' && isTelling) expect(everything, code).not.to.contain(value);
    }
  }
}
