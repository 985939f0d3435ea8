import { QuanchengContract } from '@quancheng/chaincode';
import { connectLedger, type Ledger } from '@quancheng/ledger';
import { type EmbeddedNode, openEmbeddedNode } from '@quancheng/network';
import { formatEnvelope, type Signer } from '@quancheng/protocol';
import { createFile } from '@quancheng/sdk/node';
import type { HomeFolder } from '../home/home-folder.js';
import { bootstrapLedger } from './bootstrap-ledger.js';
import { agencyParticipant, logOperatorParticipant, registrarParticipant } from './demo-participants.js';
import { exists } from '../home/exists.js';
import type { Foundation } from './foundation.js';
import { layFoundation, openAdministrators } from './lay-foundation.js';
import { keyNames, openOperatorKey } from './operator-keys.js';
import { registerLog } from './register-log.js';
import { registerParticipant } from './register-participant.js';
import { signTrustRoot } from './sign-trust-root.js';
import { singleOperatorTopology as topology } from './single-operator-topology.js';

/** The embedded node with a founded ledger, and a connection to it. */
export interface SingleOperatorLedger {
  readonly node: EmbeddedNode;
  readonly ledger: Ledger;
  readonly foundation: Foundation;
  readonly logSigner: Signer;
  close(): Promise<void>;
}

/**
 * Opens the node and founds its ledger as far as that hasn't been done. Each step looks first what is there, so an
 * interrupted founding goes on where it stopped.
 */
export async function openSingleOperatorLedger(home: HomeFolder): Promise<SingleOperatorLedger> {
  const node = await openEmbeddedNode({
    dataDirectory: home.node,
    topology,
    chaincode: { contracts: () => [QuanchengContract] },
  });
  const ledger = connectLedger({ ...accessOf(node), channel: node.channel, chaincode: node.chaincode.name });
  const close = async () => {
    ledger.close();
    await node.close();
  };
  try {
    const foundation = await layFoundation(home, topology);
    const logSigner = await openOperatorKey(home, keyNames.log);
    await bootstrapLedger(ledger, topology, foundation);
    await registerEveryone(home, ledger, foundation, logSigner);
    await writeTrustRoot(home, foundation, node, logSigner);
    return { node, ledger, foundation, logSigner, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** As whom the gateway speaks to the node: a client of the first organisation. */
function accessOf(node: EmbeddedNode) {
  const [first] = topology.organisations;
  const client = first === undefined ? undefined : node.organisations[first.name]?.client;
  if (client === undefined) throw new Error('the node has no organisation');
  const { mspId, certificate, privateKey } = client;
  const { endpoint, tlsRootCertificate, tlsServerName } = node;
  const endorsingOrganisations = topology.organisations.map((each) => each.mspId);
  return {
    endpoint,
    tlsRootCertificate,
    tlsServerName,
    mspId,
    certificate,
    privateKey,
    endorsingOrganisations,
  };
}

async function registerEveryone(
  home: HomeFolder,
  ledger: Ledger,
  { ledger: id, origin }: Foundation,
  logSigner: Signer,
) {
  const registrar = {
    ledger: id,
    participant: registrarParticipant.id,
    role: 'registrar' as const,
    signer: await openOperatorKey(home, keyNames.registrar),
  };
  const operatorKey = await openOperatorKey(home, keyNames.logOperator);
  await registerParticipant(ledger, registrar, logOperatorParticipant, operatorKey);
  await registerParticipant(
    ledger,
    registrar,
    agencyParticipant,
    await openOperatorKey(home, keyNames.agency),
  );
  const operator = {
    ledger: id,
    participant: logOperatorParticipant.id,
    role: 'log-operator' as const,
    signer: operatorKey,
  };
  await registerLog(ledger, operator, origin, logSigner);
}

/** Whoever founds the ledger needs no fingerprint from elsewhere: this machine signed it. So it is pinned at once. */
async function writeTrustRoot(
  home: HomeFolder,
  foundation: Foundation,
  node: EmbeddedNode,
  logSigner: Signer,
) {
  if (await exists(home.ownTrustRoot)) return;
  const administrators = await openAdministrators(home, topology);
  const envelope = formatEnvelope(signTrustRoot(foundation, topology, node, administrators, logSigner));
  await createFile(home.ownTrustRoot, envelope);
  if (!(await exists(home.trustRoot))) await createFile(home.trustRoot, envelope);
}
