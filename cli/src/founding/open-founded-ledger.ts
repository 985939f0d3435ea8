import { connectLedger, type Ledger, type LedgerConnection } from '@quancheng/ledger';
import { formatEnvelope, type Signer } from '@quancheng/protocol';
import { createFile } from '@quancheng/sdk/node';
import { exists } from '../home/exists.js';
import type { HomeFolder } from '../home/home-folder.js';
import { bootstrapLedger } from './bootstrap-ledger.js';
import { agencyParticipant, logOperatorParticipant, registrarParticipant } from './demo-participants.js';
import type { Foundation } from './foundation.js';
import { withFoundingMembers } from './founding-members.js';
import { layFoundation, openAdministrators } from './lay-foundation.js';
import type { LedgerBackEnd } from './ledger-back-end.js';
import { openOperatorKey } from './operator-keys.js';
import { keyNames } from '../home/key-names.js';
import { registerLog } from './register-log.js';
import { registerParticipant } from './register-participant.js';
import { signTrustRoot } from './sign-trust-root.js';

/** A ledger that was founded from this folder, and a connection to it. */
export interface FoundedLedger {
  readonly ledger: Ledger;
  readonly connection: LedgerConnection;
  readonly foundation: Foundation;
  readonly logSigner: Signer;
  /** Closes the back end, too. */
  close(): Promise<void>;
}

/**
 * Founds the ledger of a back end as far as that hasn't been done, with keys that all lie in this folder: for one
 * machine. Each step looks first what is there, so an interrupted founding goes on where it stopped.
 */
export async function openFoundedLedger(home: HomeFolder, network: LedgerBackEnd): Promise<FoundedLedger> {
  const backEnd = await withFoundingMembers(home, network);
  const ledger = connectLedger(backEnd.connection);
  const close = async () => {
    ledger.close();
    await backEnd.close();
  };
  try {
    const foundation = await layFoundation(home, backEnd.topology);
    const logSigner = await openOperatorKey(home, keyNames.log);
    await bootstrapLedger(ledger, backEnd.topology, foundation);
    await registerEveryone(home, ledger, foundation, logSigner);
    await writeTrustRoot(home, foundation, backEnd, logSigner);
    return { ledger, connection: backEnd.connection, foundation, logSigner, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function registerEveryone(
  home: HomeFolder,
  ledger: Ledger,
  { ledger: id, origin }: Foundation,
  logSigner: Signer,
): Promise<void> {
  const registrarKey = await openOperatorKey(home, keyNames.registrar);
  const registrar = {
    ledger: id,
    participant: registrarParticipant.id,
    role: 'registrar',
    signer: registrarKey,
  } as const;
  const operatorKey = await openOperatorKey(home, keyNames.logOperator);
  const operator = {
    ledger: id,
    participant: logOperatorParticipant.id,
    role: 'log-operator',
    signer: operatorKey,
  } as const;
  await registerParticipant(ledger, registrar, logOperatorParticipant, operatorKey);
  await registerParticipant(
    ledger,
    registrar,
    agencyParticipant,
    await openOperatorKey(home, keyNames.agency),
  );
  await registerLog(ledger, operator, origin, logSigner);
}

/** Whoever founds the ledger needs no fingerprint from elsewhere: this machine signed it. So it is pinned at once. */
async function writeTrustRoot(
  home: HomeFolder,
  foundation: Foundation,
  backEnd: LedgerBackEnd,
  logSigner: Signer,
): Promise<void> {
  if (await exists(home.ownTrustRoot)) return;
  const administrators = await openAdministrators(home, backEnd.topology);
  const envelope = formatEnvelope(signTrustRoot(foundation, backEnd, administrators, logSigner));
  await createFile(home.ownTrustRoot, envelope);
  if (!(await exists(home.trustRoot))) await createFile(home.trustRoot, envelope);
}
