import { msp } from '@hyperledger/fabric-protos';
import type { MspDefinition } from '../../msp/msp-definition.js';

const bccspType = 0;

/** An organisation's MSP as the channel's configuration carries it: its authorities, with NodeOUs switched on. */
export function mspValue({
  mspId,
  rootCertificates,
  intermediateCertificates,
  tlsRootCertificates,
}: MspDefinition): msp.MSPConfig {
  const cryptography = new msp.FabricCryptoConfig();
  cryptography.setSignatureHashFamily('SHA2');
  cryptography.setIdentityIdentifierHashFunction('SHA256');
  const config = new msp.FabricMSPConfig();
  config.setName(mspId);
  config.setRootCertsList(rootCertificates.map(bytes));
  config.setIntermediateCertsList(intermediateCertificates.map(bytes));
  config.setTlsRootCertsList(tlsRootCertificates.map(bytes));
  config.setCryptoConfig(cryptography);
  config.setFabricNodeOus(nodeUnits(rootCertificates.map(bytes)[0] ?? Buffer.alloc(0)));
  const message = new msp.MSPConfig();
  message.setType(bccspType);
  message.setConfig(config.serializeBinary());
  return message;
}

function nodeUnits(authority: Uint8Array): msp.FabricNodeOUs {
  const unit = (name: string): msp.FabricOUIdentifier => {
    const identifier = new msp.FabricOUIdentifier();
    identifier.setCertificate(authority);
    identifier.setOrganizationalUnitIdentifier(name);
    return identifier;
  };
  const units = new msp.FabricNodeOUs();
  units.setEnable(true);
  units.setClientOuIdentifier(unit('client'));
  units.setPeerOuIdentifier(unit('peer'));
  units.setAdminOuIdentifier(unit('admin'));
  units.setOrdererOuIdentifier(unit('orderer'));
  return units;
}

function bytes(pem: string): Uint8Array {
  return Buffer.from(pem);
}
