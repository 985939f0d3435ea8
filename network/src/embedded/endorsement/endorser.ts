import { peer } from '@hyperledger/fabric-protos';
import type { ContractRuntime, Invocation, InvocationResult } from '../chaincode/contract-runtime.js';
import { lifecycleNamespace, sequenceKey } from '../chaincode/chaincode-definition.js';
import { withinExecutionTimeout } from './execution-timeout.js';
import type { HistoryReader } from '../chaincode/history-reader.js';
import { StubHandler } from '../chaincode/stub-handler.js';
import { readers, writers } from '../identities/members.js';
import type { StateSnapshot } from '../ledger/state-snapshot.js';
import type { CollectionAccess } from '../private/collection-access.js';
import type { CollectionInterest } from '../private/collection-interest.js';
import type { PrivateWriteSet } from '../private/private-write-set.js';
import { type ProposalContext, checkProposal, checkRole } from '../proposal/check-proposal.js';
import type { Proposal } from '../proposal/proposal.js';
import { TransactionSimulator } from '../simulation/transaction-simulator.js';

const successStatus = 200;
/** From here on a response is an error, which nobody endorses (fabric-shim: ERRORTHRESHOLD). */
export const errorThreshold = 400;

/** The chaincode as the channel defines it at the moment. */
export interface RunnableChaincode {
  readonly name: string;
  readonly version: string;
  readonly runtime: ContractRuntime;
}

export interface EndorserContext extends ProposalContext {
  readonly chaincode: RunnableChaincode;
  readonly newSnapshot: () => StateSnapshot;
  readonly readHistory: HistoryReader;
  readonly collections: Omit<CollectionAccess, 'mspId'>;
  readonly systemChaincodes: ReadonlyMap<string, SystemChaincode>;
}

/** A chaincode of the node itself. It answers from the ledger and leaves no read-write set. */
export type SystemChaincode = (args: readonly Uint8Array[]) => Promise<peer.Response>;

/** What running a proposal yielded. The payload is what endorsers sign; a failed run has none. */
export interface SimulationOutcome {
  readonly response: peer.Response;
  readonly payload?: Uint8Array;
  /** Present if collections were touched, or the contract asked on whose peer it runs. */
  readonly interest?: CollectionInterest | undefined;
  /** What goes to collections: whoever endorses must keep it. */
  readonly privateWriteSets?: readonly PrivateWriteSet[];
}

/**
 * Checks a proposal and runs it on a snapshot of the state, as on a peer of this organisation.
 * @throws Error if the proposal is refused; a failing chaincode is an outcome, not an error.
 */
export async function simulateProposal(
  proposal: Proposal,
  context: EndorserContext,
  mspId: string,
): Promise<SimulationOutcome> {
  const { signed, signatureHeader } = proposal;
  const creator = signatureHeader.getCreator_asU8();
  await context.members.check(creator, signed.getProposalBytes_asU8(), signed.getSignature_asU8());
  const member = checkProposal(proposal, context);
  const system = context.systemChaincodes.get(proposal.chaincode);
  checkRole(member, system === undefined ? writers : readers);
  if (system !== undefined) {
    const response = await system(proposal.input.getArgsList_asU8());
    const chaincode = { name: proposal.chaincode, version: 'syscc' };
    return { response, payload: formatPayload(proposal, chaincode, response, Buffer.alloc(0), undefined) };
  }
  const reason = findObstacle(proposal, context);
  if (reason !== undefined) {
    const advice = `make sure the chaincode ${proposal.chaincode} has been successfully defined on channel ${proposal.channel} and try again`;
    return { response: newResponse({ status: 500, message: `${advice}: ${reason}` }) };
  }
  return await runContract(proposal, context, mspId);
}

/** Why there is no contract to run; undefined if there is. */
function findObstacle({ channel, chaincode }: Proposal, context: EndorserContext): string | undefined {
  if (channel === '') {
    return `could not get channel config for channel '${channel}'`;
  }
  return chaincode === context.chaincode.name ? undefined : `chaincode ${chaincode} not found`;
}

async function runContract(
  proposal: Proposal,
  context: EndorserContext,
  mspId: string,
): Promise<SimulationOutcome> {
  const { chaincode, newSnapshot, readHistory } = context;
  const access = { ...context.collections, mspId };
  const simulator = new TransactionSimulator(newSnapshot(), chaincode.name, proposal.transactionId, access);
  try {
    simulator.get(sequenceKey(chaincode.name), lifecycleNamespace);
    const { response, event } = await withinExecutionTimeout(
      chaincode.runtime.invoke(asInvocation(proposal), new StubHandler(simulator, readHistory)),
      proposal.transactionId,
    );
    const answer = newResponse(response);
    const events = answer.getStatus() < errorThreshold ? formatEvent(event, proposal) : undefined;
    return {
      response: answer,
      payload: formatPayload(proposal, chaincode, answer, simulator.finish(), events),
      interest: simulator.interest(),
      privateWriteSets: simulator.privateWriteSets(),
    };
  } catch (error) {
    // Not the contract's own failure, which is a response, but one of what runs it.
    return {
      response: newResponse({ status: 500, message: error instanceof Error ? error.message : String(error) }),
    };
  } finally {
    await simulator.close();
  }
}

function asInvocation({ channel, transactionId, input, signed }: Proposal): Invocation {
  return { channel, transactionId, input, signedProposal: signed };
}

export function isSuccess(response: peer.Response): boolean {
  return response.getStatus() >= successStatus && response.getStatus() < errorThreshold;
}

export function newResponse(answer: {
  readonly status: number;
  readonly message?: string;
  readonly payload?: Uint8Array;
}): peer.Response {
  const response = new peer.Response();
  response.setStatus(answer.status);
  response.setMessage(answer.message ?? '');
  response.setPayload(answer.payload ?? Buffer.alloc(0));
  return response;
}

function formatEvent(event: InvocationResult['event'], proposal: Proposal): Uint8Array | undefined {
  if (event === undefined) {
    return undefined;
  }
  const message = new peer.ChaincodeEvent();
  message.setChaincodeId(proposal.chaincode);
  message.setTxId(proposal.transactionId);
  message.setEventName(event.getEventName());
  message.setPayload(event.getPayload_asU8());
  return message.serializeBinary();
}

/** peer.ProposalResponsePayload: the proposal's hash and everything that the run yielded. */
export function formatPayload(
  { hash }: Pick<Proposal, 'hash'>,
  chaincode: { readonly name: string; readonly version: string },
  response: peer.Response,
  results: Uint8Array,
  events: Uint8Array | undefined,
): Uint8Array {
  const id = new peer.ChaincodeID();
  id.setName(chaincode.name);
  id.setVersion(chaincode.version);
  const action = new peer.ChaincodeAction();
  action.setResults(results);
  action.setEvents(events ?? Buffer.alloc(0));
  action.setResponse(response);
  action.setChaincodeId(id);
  const payload = new peer.ProposalResponsePayload();
  payload.setProposalHash(hash);
  payload.setExtension$(action.serializeBinary());
  return payload.serializeBinary();
}
