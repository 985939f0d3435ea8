export {
  type CertificateAuthority,
  type KeyedCertificate,
  type LeafRequest,
  newCertificateAuthority,
  openCertificateAuthority,
} from './certificate-authority.js';
export { type Identity, issueClientCertificate, issueIdentity, issueServerCertificate } from './identity.js';
export { type MspDefinition, type ParsedAuthority, parseAuthorities } from './msp-definition.js';
export { readIdentity, writeMsp } from './msp-folder.js';
export { type MspRegistry, newMspRegistry } from './msp-registry.js';
export { type NodeRole, nodeRoles } from './node-role.js';
export { newOrganisationAuthorities, type OrganisationAuthorities } from './organisation-authorities.js';
export { newSelfSignedClientCertificate } from './self-signed-client.js';
export { type VerifiedIdentity, verifyIdentity } from './verify-identity.js';
