import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { chaincodeFolder, tlsClientFiles, tlsFiles } from '../key-material.js';
import type { PeerPlan } from '../network-plan.js';

/** A chaincode package as `peer lifecycle chaincode install` takes it. */
export interface ChaincodePackage {
  /** Fabric's package id: label, colon, hex SHA-256 of the bytes. */
  readonly id: string;
  readonly bytes: Buffer;
}

async function archive(files: Readonly<Record<string, Buffer>>): Promise<Buffer> {
  const tar = pack();
  for (const [name, contents] of Object.entries(files)) {
    tar.entry({ name, mtime: new Date(0), mode: 0o644 }, contents);
  }
  tar.finalize();
  // Not compressed: compressors differ, and with them would the package id.
  return gzipSync(await buffer(tar), { level: 0 });
}

function json(value: object): Buffer {
  return Buffer.from(JSON.stringify(value));
}

/** A peer knows two places of its chaincode, so that a new one can be started beside the old. */
export type Slot = 0 | 1;

/** Names of the two addresses in the template. */
const addresses = ['address', 'other_address'] as const;

/**
 * Packs a chaincode that runs as a service. The package holds where to find it, and that as a template which each peer's
 * builder fills in (`chaincodeConnection`), so that one package, and one package id, serves all peers. It also holds the
 * digest of the code: who approves the package id approves that code.
 */
export async function packChaincodeService({
  label,
  digest,
  slot,
}: {
  readonly label: string;
  readonly digest: string;
  readonly slot: Slot;
}): Promise<ChaincodePackage> {
  const connection = {
    address: `{{.${addresses[slot]}}}`,
    dial_timeout: '10s',
    tls_required: true,
    client_auth_required: true,
    root_cert: '{{.root_cert}}',
    client_cert: '{{.client_cert}}',
    client_key: '{{.client_key}}',
  };
  const bytes = await archive({
    'metadata.json': json({ type: 'ccaas', label }),
    'code.tar.gz': await archive({
      'connection.json': json(connection),
      'code.sha256': Buffer.from(`${digest}\n`),
    }),
  });
  return { id: `${label}:${createHash('sha256').update(bytes).digest('hex')}`, bytes };
}

/** The environment variable that a peer needs to fill in the package's template; it holds a private key. */
export function chaincodeConnection(peer: PeerPlan): Record<string, string> {
  const { certificate, privateKey } = tlsClientFiles(peer.folder);
  const connection = {
    [addresses[0]]: `127.0.0.1:${peer.chaincodePorts[0]}`,
    [addresses[1]]: `127.0.0.1:${peer.chaincodePorts[1]}`,
    root_cert: readFileSync(tlsFiles(chaincodeFolder(peer)).authority, 'utf8'),
    client_cert: readFileSync(certificate, 'utf8'),
    client_key: readFileSync(privateKey, 'utf8'),
  };
  return { CHAINCODE_AS_A_SERVICE_BUILDER_CONFIG: JSON.stringify(connection) };
}
