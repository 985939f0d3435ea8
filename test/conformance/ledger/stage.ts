import type { Contract, Network, ProposalOptions } from '@hyperledger/fabric-gateway';
import { committedEverywhere } from '../support/committed-everywhere.js';
import { type Session, type SessionOptions, openSession } from '../transcript/session.js';
import { handOver } from './support/hand-over.js';
import type { LedgerBackend } from './backends/ledger-backend.js';

/** A transaction that every organisation's peer has committed. */
export interface Settled {
  readonly transactionId: string;
  readonly code: number;
  readonly block: bigint;
  readonly result: string;
}

/** What a case works with. */
export interface Stage {
  readonly backend: LedgerBackend;
  /** MSP ids in the topology's order. */
  readonly mspIds: readonly string[];
  readonly chaincode: string;
  /** The first organisation's client at its own gateway. */
  readonly session: Session;
  readonly contract: Contract;
  readonly network: Network;
  /** A key that no other case uses. */
  readonly key: (name: string) => string;
  /** A client at each organisation's own gateway, in the topology's order. */
  readonly sessions: readonly Session[];
  /** Another client; closed when the case ends. */
  readonly open: (options?: SessionOptions) => Session;
  /** Another client; closed when all cases have ended. */
  readonly openForAll: (options?: SessionOptions) => Session;
  /** What is made once for all cases. */
  readonly shared: <T>(name: string, make: () => Promise<T>) => Promise<T>;
  /** Has a call endorsed and ordered, and waits until all peers have committed it, valid or not. */
  readonly settle: (name: string, options: ProposalOptions) => Promise<Settled>;
  /** The same for a call with these words as arguments that must be valid. */
  readonly submit: (name: string, ...words: string[]) => Promise<Settled>;
  readonly evaluate: (name: string, ...words: string[]) => Promise<string>;
  /** Waits until all peers have committed a transaction that somebody submitted. */
  readonly awaitEverywhere: (transactionId: string) => Promise<{ code: number; block: bigint }>;
}

/** What the cases of one run share: a client at each organisation's gateway. */
export class Sessions {
  readonly shared = new Map<string, Promise<unknown>>();
  readonly #own: Session[];
  readonly #others: Session[] = [];

  constructor(readonly backend: LedgerBackend) {
    this.#own = backend.target.gateways.map(({ mspId }) =>
      openSession(backend.target, [], { gatewayOf: mspId }),
    );
  }

  get all(): readonly Session[] {
    return this.#own;
  }

  open(options?: SessionOptions): Session {
    const session = openSession(this.backend.target, [], options);
    this.#others.push(session);
    return session;
  }

  close(): void {
    for (const session of [...this.#own, ...this.#others]) session.close();
  }
}

/** Runs `action` on a stage for the case of this id, and closes what it opened. */
export async function onStage(
  sessions: Sessions,
  caseId: string,
  action: (stage: Stage) => Promise<void>,
): Promise<void> {
  const opened: Session[] = [];
  try {
    await action(newStage(sessions, caseId, opened));
  } finally {
    for (const session of opened) session.close();
  }
}

function newStage(sessions: Sessions, caseId: string, opened: Session[]): Stage {
  const { backend, all, shared } = sessions;
  const session = all[0]!;
  const { contract, network } = session;
  const awaitEverywhere = async (transactionId: string) => {
    const [status] = await committedEverywhere(all, transactionId);
    return { code: status!.code, block: status!.blockNumber };
  };
  const settle = async (name: string, options: ProposalOptions): Promise<Settled> => {
    const transaction = await contract.newProposal(name, options).endorse();
    await handOver(transaction.submit());
    const transactionId = transaction.getTransactionId();
    const result = text(transaction.getResult());
    return { transactionId, result, ...(await awaitEverywhere(transactionId)) };
  };
  return {
    backend,
    mspIds: backend.target.organisations.map(({ mspId }) => mspId),
    chaincode: backend.target.topology.chaincode.name,
    session,
    contract,
    network,
    sessions: all,
    key: (name) => `${caseId}:${name}`,
    openForAll: (options) => sessions.open(options),
    shared: <T>(name: string, make: () => Promise<T>) => {
      const made = shared.get(name) ?? make();
      shared.set(name, made);
      return made as Promise<T>;
    },
    open: (options) => {
      const own = openSession(backend.target, [], options);
      opened.push(own);
      return own;
    },
    settle,
    submit: async (name, ...words) => {
      const settled = await settle(name, { arguments: words });
      if (settled.code !== 0) throw new Error(`${name}: validation code ${settled.code}`);
      return settled;
    },
    evaluate: async (name, ...words) => text(await contract.evaluateTransaction(name, ...words)),
    awaitEverywhere,
  };
}

export function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString();
}
