import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { QuanchengError } from '@quancheng/protocol';
import { stringify } from 'yaml';
import type { KeyedCertificate } from './certificate-authority.js';
import type { Identity } from './identity.js';
import { nodeRoles } from './node-role.js';

const authorityFile = 'ca.pem';

/** Fabric's `config.yaml`: the organisational unit in a subject decides the role. */
function formatNodeUnits(): string {
  const units = nodeRoles.map((role) => [
    `${role[0]?.toUpperCase()}${role.slice(1)}OUIdentifier`,
    { Certificate: `cacerts/${authorityFile}`, OrganizationalUnitIdentifier: role },
  ]);
  return stringify({ NodeOUs: { Enable: true, ...(Object.fromEntries(units) as object) } });
}

async function writeIn(folder: string, name: string, text: string, mode = 0o644): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), text, { mode });
}

/**
 * Writes a folder in Fabric's MSP layout: authorities and `config.yaml`, and with an identity also `signcerts` and
 * `keystore`. Without one it is the public description of the organisation, as `configtxgen` reads it.
 */
export async function writeMsp(
  folder: string,
  authorities: Readonly<Record<'signing' | 'tls', Pick<KeyedCertificate, 'certificate'>>>,
  identity?: Identity,
): Promise<void> {
  await writeIn(join(folder, 'cacerts'), authorityFile, authorities.signing.certificate);
  await writeIn(join(folder, 'tlscacerts'), authorityFile, authorities.tls.certificate);
  await writeIn(folder, 'config.yaml', formatNodeUnits());
  if (identity !== undefined) {
    await writeIn(join(folder, 'signcerts'), 'cert.pem', identity.certificate);
    await writeIn(join(folder, 'keystore'), 'key.pem', identity.privateKey, 0o600);
  }
}

async function readOnly(folder: string): Promise<string> {
  const names = await readdir(folder).catch((cause: unknown) => refuse(`${folder} cannot be read`, cause));
  const [name] = names;
  if (name === undefined || names.length !== 1) {
    return refuse(`${folder} must hold exactly one file, it holds ${names.length}`);
  }
  return await readFile(join(folder, name), 'utf8');
}

function refuse(reason: string, cause?: unknown): never {
  throw new QuanchengError('MSP_INVALID', reason, { cause });
}

/**
 * Reads the identity from a folder in Fabric's MSP layout, whoever wrote it.
 * @throws QuanchengError MSP_INVALID if `signcerts` or `keystore` does not hold exactly one file.
 */
export async function readIdentity(folder: string, mspId: string): Promise<Identity> {
  const [certificate, privateKey] = await Promise.all([
    readOnly(join(folder, 'signcerts')),
    readOnly(join(folder, 'keystore')),
  ]);
  return { mspId, certificate, privateKey };
}
