import { execFileSync } from 'node:child_process';
import { X509Certificate, createPrivateKey, sign, verify } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type MspDefinition,
  type NodeRole,
  type OrganisationAuthorities,
  issueIdentity,
  issueServerCertificate,
  newMspRegistry,
  newOrganisationAuthorities,
  nodeRoles,
  openCertificateAuthority,
  readIdentity,
  writeMsp,
} from '@quancheng/network';
import { expect } from 'chai';

function definitionOf({ organisation, signing, tls }: OrganisationAuthorities): MspDefinition {
  return {
    mspId: organisation.mspId,
    rootCertificates: [signing.certificate],
    intermediateCertificates: [],
    tlsRootCertificates: [tls.certificate],
  };
}

const halfOrder = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n >> 1n;

/** Contents of the elements of a DER sequence. */
function elements(sequence: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; at < sequence.length; ) {
    const first = sequence.readUInt8(at + 1);
    const lengthOctets = first < 0x80 ? 0 : first - 0x80;
    const start = at + 2 + lengthOctets;
    const length = lengthOctets === 0 ? first : sequence.readUIntBE(at + 2, lengthOctets);
    found.push(sequence.subarray(start, start + length));
    at = start + length;
  }
  return found;
}

/** The s of a certificate's ECDSA signature. */
function signatureScalar(pem: string): bigint {
  const [certificate] = elements(new X509Certificate(pem).raw);
  const bits = elements(certificate!)[2]!;
  const [signature] = elements(bits.subarray(1));
  return BigInt(`0x${elements(signature!)[1]!.toString('hex')}`);
}

describe('organisations and their certificates', () => {
  let notary: OrganisationAuthorities;
  let finance: OrganisationAuthorities;

  before(async () => {
    notary = await newOrganisationAuthorities({ mspId: 'NotaryMSP', domain: 'notary.example' });
    finance = await newOrganisationAuthorities({ mspId: 'FinanceMSP', domain: 'finance.example' });
  });

  function verifyAs(mspid: string, certificate: string) {
    const registry = newMspRegistry([definitionOf(notary), definitionOf(finance)]);
    return registry.verify({ mspid, idBytes: Buffer.from(certificate) });
  }

  it('issues identities whose role and key verify', async () => {
    for (const role of nodeRoles) {
      const identity = await issueIdentity(notary, { name: 'someone', role });
      const verified = verifyAs('NotaryMSP', identity.certificate);
      expect(verified.role).to.equal(role);
      const message = Buffer.from('message');
      const signature = sign('sha256', message, createPrivateKey(identity.privateKey));
      expect(verify('sha256', message, verified.publicKey, signature)).to.equal(true);
    }
  });

  it('remembers what it verified', async () => {
    const registry = newMspRegistry([definitionOf(notary)]);
    const { certificate } = await issueIdentity(notary, { name: 'someone', role: 'client' });
    const first = registry.verify({ mspid: 'NotaryMSP', idBytes: Buffer.from(certificate) });
    expect(registry.verify({ mspid: 'NotaryMSP', idBytes: Buffer.from(certificate) })).to.equal(first);
  });

  it('issues only low-S certificates that OpenSSL finds valid', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'quancheng-msp-'));
    try {
      await writeMsp(folder, notary, await issueIdentity(notary, { name: 'peer0', role: 'peer' }));
      const output = execFileSync('openssl', [
        'verify',
        '-x509_strict',
        '-CAfile',
        join(folder, 'cacerts/ca.pem'),
        join(folder, 'signcerts/cert.pem'),
      ]);
      expect(output.toString()).to.match(/: OK\s*$/);
      const { certificate } = await readIdentity(folder, 'NotaryMSP');
      for (const pem of [certificate, notary.signing.certificate, finance.tls.certificate]) {
        expect(signatureScalar(pem) <= halfOrder).to.equal(true);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('writes Fabric’s MSP layout with private keys readable by their owner only', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'quancheng-msp-'));
    try {
      const identity = await issueIdentity(notary, { name: 'gateway', role: 'client' });
      await writeMsp(folder, notary, identity);
      expect(await readIdentity(folder, 'NotaryMSP')).to.deep.equal(identity);
      expect((await stat(join(folder, 'keystore/key.pem'))).mode & 0o777).to.equal(0o600);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('takes up a stored authority', async () => {
    const { certificate, privateKey } = notary.signing;
    const signing = await openCertificateAuthority({ certificate, privateKey });
    const identity = await issueIdentity({ ...notary, signing }, { name: 'late', role: 'admin' });
    expect(verifyAs('NotaryMSP', identity.certificate).role).to.equal('admin');
  });

  it('names the node and the loopback addresses in a TLS certificate', async () => {
    const { certificate } = await issueServerCertificate(notary, 'peer0');
    const parsed = new X509Certificate(certificate);
    expect(parsed.checkHost('localhost')).to.equal('localhost');
    expect(parsed.checkHost('peer0.notary.example')).to.equal('peer0.notary.example');
    expect(parsed.checkIP('127.0.0.1')).to.equal('127.0.0.1');
    expect(parsed.verify(new X509Certificate(notary.tls.certificate).publicKey)).to.equal(true);
  });

  function expectRefusal(mspid: string, certificate: string, reason: RegExp): void {
    expect(() => verifyAs(mspid, certificate))
      .to.throw(reason)
      .with.property('code', 'IDENTITY_INVALID');
  }

  it('refuses certificates of others, authorities, role-less and ambiguous ones', async () => {
    const { certificate } = await issueIdentity(notary, { name: 'someone', role: 'client' });
    expectRefusal('FinanceMSP', certificate, /no valid chain/);
    expectRefusal('StrangerMSP', certificate, /not an organisation/);
    expectRefusal('NotaryMSP', 'nonsense', /unreadable/);
    expectRefusal('NotaryMSP', notary.signing.certificate, /authority cannot be/);
    const server = await issueServerCertificate(notary, 'peer0');
    expectRefusal('NotaryMSP', server.certificate, /no valid chain/);
    const subject = { commonName: 'x', organisation: 'notary.example' };
    const noRole = await notary.signing.issue({ subject, extensions: [] });
    expectRefusal('NotaryMSP', noRole.certificate, /exactly one organisational unit/);
    const wrong = { ...subject, role: 'janitor' as NodeRole };
    expectRefusal(
      'NotaryMSP',
      (await notary.signing.issue({ subject: wrong, extensions: [] })).certificate,
      /exactly one/,
    );
  });

  it('refuses a certificate with one changed byte', async () => {
    const { certificate } = await issueIdentity(notary, { name: 'someone', role: 'client' });
    const raw = Buffer.from(new X509Certificate(certificate).raw);
    raw[raw.length - 3] = (raw[raw.length - 3] ?? 0) ^ 1;
    const pem = `-----BEGIN CERTIFICATE-----\n${raw.toString('base64')}\n-----END CERTIFICATE-----\n`;
    expectRefusal('NotaryMSP', pem, /no valid chain/);
  });
});
