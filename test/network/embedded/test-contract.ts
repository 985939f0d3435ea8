import { type Context, Contract } from 'fabric-contract-api';

/** A contract that does one thing of each kind. Arguments are strings: it has no decorators. */
export class TestContract extends Contract {
  constructor() {
    super('test');
  }

  async put(context: Context, key: string, value: string): Promise<string> {
    await context.stub.putState(key, Buffer.from(value));
    return value;
  }

  async get(context: Context, key: string): Promise<string> {
    return Buffer.from(await context.stub.getState(key)).toString();
  }

  async size(context: Context, key: string): Promise<string> {
    return String((await context.stub.getState(key)).length);
  }

  /** Reads, then writes: two at a time conflict. */
  async append(context: Context, key: string, suffix: string): Promise<string> {
    const before = Buffer.from(await context.stub.getState(key)).toString();
    await context.stub.putState(key, Buffer.from(before + suffix));
    const seen = Buffer.from(await context.stub.getState(key)).toString();
    return `${seen}→${before}${suffix}`;
  }

  async remove(context: Context, key: string): Promise<void> {
    await context.stub.deleteState(key);
  }

  async range(context: Context, start: string, end: string): Promise<string> {
    return JSON.stringify(await this.#collect(context, start, end));
  }

  /** Writes the number of keys in a range: a phantom makes it invalid. */
  async count(context: Context, start: string, end: string, target: string): Promise<string> {
    const found = await this.#collect(context, start, end);
    await context.stub.putState(target, Buffer.from(String(found.length)));
    return String(found.length);
  }

  /** Writes so many keys of four digits. */
  async fill(context: Context, prefix: string, count: string): Promise<void> {
    for (let index = 0; index < Number(count); index += 1) {
      await context.stub.putState(`${prefix}${String(index).padStart(4, '0')}`, Buffer.from(String(index)));
    }
  }

  async page(context: Context, start: string, end: string, size: string, bookmark: string): Promise<string> {
    const pages = context.stub.getStateByRangeWithPagination(start, end, Number(size), bookmark);
    const keys: string[] = [];
    for await (const { key } of pages) {
      keys.push(key);
    }
    const { metadata } = await pages;
    return JSON.stringify({ keys, bookmark: metadata.bookmark, count: metadata.fetchedRecordsCount });
  }

  async pageThenWrite(context: Context, start: string, end: string): Promise<void> {
    await this.page(context, start, end, '1', '');
    await context.stub.putState('written', Buffer.from('1'));
  }

  async putComposite(context: Context, type: string, first: string, second: string): Promise<string> {
    const key = context.stub.createCompositeKey(type, [first, second]);
    await context.stub.putState(key, Buffer.from(`${first}/${second}`));
    return key;
  }

  async listComposite(context: Context, type: string, first: string): Promise<string> {
    const values: string[] = [];
    for await (const { value } of context.stub.getStateByPartialCompositeKey(type, [first])) {
      values.push(Buffer.from(value).toString());
    }
    return JSON.stringify(values);
  }

  async emit(context: Context, name: string, payload: string): Promise<void> {
    await context.stub.putState(`event-${name}`, Buffer.from(payload));
    context.stub.setEvent(name, Buffer.from(payload));
  }

  async history(context: Context, key: string): Promise<string> {
    const changes: unknown[] = [];
    for await (const { txId, value, isDelete } of context.stub.getHistoryForKey(key)) {
      changes.push({ txId, value: Buffer.from(value).toString(), isDelete });
    }
    return JSON.stringify(changes);
  }

  async who(context: Context): Promise<string> {
    return await Promise.resolve(`${context.clientIdentity.getMSPID()} ${context.clientIdentity.getID()}`);
  }

  /** The organisation of the peer that runs the contract. */
  async where(context: Context): Promise<string> {
    return await Promise.resolve(context.stub.getMspID());
  }

  async secret(context: Context): Promise<string> {
    return await Promise.resolve(Buffer.from(context.stub.getTransient().get('secret') ?? []).toString());
  }

  /** Writes the transient value to an organisation's collection. */
  async putPrivate(context: Context, mspId: string, key: string): Promise<void> {
    const value = Buffer.from(context.stub.getTransient().get('value')!);
    await context.stub.putPrivateData(`_implicit_org_${mspId}`, key, value);
  }

  async getPrivate(context: Context, mspId: string, key: string): Promise<string> {
    return Buffer.from(await context.stub.getPrivateData(`_implicit_org_${mspId}`, key)).toString();
  }

  async hashPrivate(context: Context, mspId: string, key: string): Promise<string> {
    const hash = await context.stub.getPrivateDataHash(`_implicit_org_${mspId}`, key);
    return Buffer.from(hash).toString('hex');
  }

  async removePrivate(context: Context, mspId: string, key: string): Promise<void> {
    await context.stub.deletePrivateData(`_implicit_org_${mspId}`, key);
  }

  /** Asks for a feature of Fabric that the embedded node does not have. */
  async unsupported(context: Context, feature: string): Promise<unknown> {
    switch (feature) {
      case 'privateDataCollections':
        return await context.stub.getPrivateData('collection', 'key');
      case 'privateDataQueries':
        return await context.stub.getPrivateDataByRange('_implicit_org_BigDataMSP', 'a', 'b');
      case 'richQueries':
        return await context.stub.getQueryResult('{}');
      case 'chaincodeToChaincode':
        return await context.stub.invokeChaincode('other', ['get'], '');
      default:
        await context.stub.setStateValidationParameter('key', Buffer.from('policy'));
        return undefined;
    }
  }

  async fail(_context: Context, message: string): Promise<never> {
    return await Promise.reject(new Error(message));
  }

  async #collect(context: Context, start: string, end: string): Promise<[string, string][]> {
    const found: [string, string][] = [];
    for await (const { key, value } of context.stub.getStateByRange(start, end)) {
      found.push([key, Buffer.from(value).toString()]);
    }
    return found;
  }
}
