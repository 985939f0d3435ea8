import { common, gateway as gatewayMessages, msp, peer } from '@hyperledger/fabric-protos';
import { type Contract, GatewayError, type Transaction } from '@hyperledger/fabric-gateway';
import type { Exchange } from '../transcript/exchange.js';
import { type Session, openSession } from '../transcript/session.js';
import type { ConformanceTarget } from '../transcript/target.js';

/** What came of one call. */
export interface PrivateStep {
  readonly name: string;
  readonly result?: string;
  readonly error?: { readonly code: number; readonly message: string; readonly details: readonly string[] };
  /** Who endorsed, sorted. */
  readonly endorsers?: readonly string[];
  /** rwset.TxReadWriteSet in base64. */
  readonly results?: string;
  /** peer.TxValidationCode */
  readonly code?: number;
  readonly block?: number;
}

interface Call {
  readonly words: readonly [string, ...string[]];
  readonly value?: string;
  readonly endorsers?: readonly string[];
}

export const bigData = 'BigDataMSP';
const notary = 'NotaryMSP';
export const three = [bigData, 'ArbitrationMSP', notary];
export const own = `_implicit_org_${bigData}`;
export const foreign = `_implicit_org_${notary}`;

/** The same calls on any network that has not seen them before; the trial chaincode answers. */
export async function playPrivateFlow(target: ConformanceTarget): Promise<PrivateStep[]> {
  const session = openSession(target, [] as Exchange[]);
  try {
    return await new PrivateFlow(session).play();
  } finally {
    session.close();
  }
}

class PrivateFlow {
  readonly #steps: PrivateStep[] = [];
  readonly #contract: Contract;

  constructor(session: Session) {
    this.#contract = session.contract;
  }

  async play(): Promise<PrivateStep[]> {
    await this.#submit('put', { words: ['putPrivate', own, 'key'], value: 'first', endorsers: [bigData] });
    await this.#evaluate('get at a member’s peer', ['getPrivate', own, 'key'], bigData);
    await this.#evaluate('get at another’s peer', ['getPrivate', own, 'key'], notary);
    await this.#evaluate('get an absent key at another’s peer', ['getPrivate', own, 'absent'], notary);
    await this.#evaluate('hash at another’s peer', ['hashPrivate', own, 'key'], notary);
    await this.#evaluate('hash of an absent key', ['hashPrivate', own, 'absent'], notary);
    await this.#evaluate(
      'get from a collection that is not defined',
      ['getPrivate', 'unknown', 'key'],
      bigData,
    );
    await this.#evaluate(
      'hash from a collection that is not defined',
      ['hashPrivate', 'unknown', 'key'],
      bigData,
    );
    await this.#submitTwo({ words: ['replacePrivate', own, 'key'], endorsers: [bigData] });
    await this.#submit('publish', { words: ['publishHash', own, 'key', 'published'], endorsers: three });
    const everywhere: Call = { words: ['putEverywhere', own, foreign, 'all'], value: 'v', endorsers: three };
    await this.#submit('everywhere', everywhere);
    const elsewhere = { words: ['putPrivate', own, 'key'] as const, value: 'w', endorsers: [notary] };
    await this.#submit('endorsed by another organisation only', elsewhere);
    await this.#submit('endorsers left to the gateway', { words: ['putPrivate', own, 'left'], value: 'l' });
    await this.#submit('endorsers left, another’s collection', {
      words: ['putPrivate', foreign, 'left'],
      value: 'l',
    });
    await this.#submit('endorsers left, public and private', { ...everywhere, endorsers: [] });
    await this.#submit('endorsers left, a private read', {
      words: ['replacePrivate', own, 'left'],
      value: 'm',
    });
    await this.#submit('endorsers left, a hash read', { words: ['publishHash', own, 'left', 'target'] });
    await this.#submit('remove', { words: ['removePrivate', own, 'key'], endorsers: [bigData] });
    await this.#evaluate('get after removal', ['getPrivate', own, 'key'], bigData);
    await this.#evaluate('hash after removal', ['hashPrivate', own, 'key'], bigData);
    await this.#submit('purge', { words: ['purgePrivate', own, 'all/a'], endorsers: [bigData] });
    await this.#evaluate('get after purge', ['getPrivate', own, 'all/a'], bigData);
    const missing: Call = {
      words: ['putPrivate', '_implicit_org_StrangerMSP', 'key'],
      value: 'x',
      endorsers: three,
    };
    await this.#submit('a stranger’s collection', missing);
    await this.#submit('a private read by another’s peer', {
      words: ['replacePrivate', own, 'left'],
      value: 'n',
      endorsers: three,
    });
    return this.#steps;
  }

  async #evaluate(
    name: string,
    [method, ...words]: readonly [string, ...string[]],
    mspId: string,
  ): Promise<void> {
    const call = this.#contract.evaluate(method, { arguments: words, endorsingOrganizations: [mspId] });
    this.#steps.push({ name, ...(await outcomeOf(call.then((bytes) => ({ result: utf8(bytes) })))) });
  }

  async #submit(name: string, call: Call): Promise<void> {
    this.#steps.push({ name, ...(await outcomeOf(this.#endorse(call).then(commit))) });
  }

  /** Two transactions that read the same version: the second to be ordered is invalid. */
  async #submitTwo(call: Call): Promise<void> {
    const first = await this.#endorse({ ...call, value: 'second' });
    const second = await this.#endorse({ ...call, value: 'third' });
    this.#steps.push({ name: 'replace', ...(await commit(first)) });
    this.#steps.push({ name: 'replace what has changed', ...(await commit(second)) });
  }

  async #endorse({ words: [method, ...words], value, endorsers = [] }: Call): Promise<Transaction> {
    const proposal = this.#contract.newProposal(method, {
      arguments: words,
      ...(value === undefined ? {} : { transientData: { value } }),
      ...(endorsers.length === 0 ? {} : { endorsingOrganizations: [...endorsers] }),
    });
    return await proposal.endorse();
  }
}

async function commit(transaction: Transaction): Promise<Omit<PrivateStep, 'name'>> {
  const described = describe(transaction);
  const submitted = await transaction.submit();
  const { code, blockNumber } = await submitted.getStatus();
  return { ...described, code, block: Number(blockNumber) };
}

function describe(transaction: Transaction): Omit<PrivateStep, 'name'> {
  const prepared = gatewayMessages.PreparedTransaction.deserializeBinary(transaction.getBytes());
  const payload = common.Payload.deserializeBinary(prepared.getEnvelope()!.getPayload_asU8());
  const [only] = peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList();
  const endorsed = peer.ChaincodeActionPayload.deserializeBinary(only!.getPayload_asU8()).getAction()!;
  const response = peer.ProposalResponsePayload.deserializeBinary(endorsed.getProposalResponsePayload_asU8());
  const action = peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8());
  const endorsers = endorsed
    .getEndorsementsList()
    .map((each) => msp.SerializedIdentity.deserializeBinary(each.getEndorser_asU8()).getMspid());
  return {
    result: utf8(transaction.getResult()),
    endorsers: endorsers.sort(),
    results: Buffer.from(action.getResults_asU8()).toString('base64'),
  };
}

async function outcomeOf(call: Promise<Omit<PrivateStep, 'name'>>): Promise<Omit<PrivateStep, 'name'>> {
  return await call.catch((error: unknown) => {
    if (!(error instanceof GatewayError)) {
      throw error;
    }
    const { code, message, details } = error;
    return { error: { code, message, details: details.map((each) => `${each.mspId}: ${each.message}`) } };
  });
}

function utf8(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}
