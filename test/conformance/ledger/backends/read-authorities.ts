import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  openCertificateAuthority,
  type Organisation,
  type OrganisationAuthorities,
} from '@quancheng/network';

/** Takes up an organisation's authorities from a network's data folder. */
export async function readAuthorities(
  folder: string,
  organisation: Organisation,
  certificateSuffix: 'pem' | 'crt',
): Promise<OrganisationAuthorities> {
  const open = async (name: string) => {
    const read = (suffix: string) => readFile(join(folder, `${name}.${suffix}`), 'utf8');
    const [certificate, privateKey] = await Promise.all([read(certificateSuffix), read('key')]);
    return await openCertificateAuthority({ certificate, privateKey });
  };
  return { organisation, signing: await open('signing'), tls: await open('tls') };
}
