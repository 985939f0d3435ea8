import { openGatewayOn } from '../../../gateway/support/gateway-world.js';
import { get, post, until } from '../../../gateway/support/http.js';
import { bytesOf, signedDocument } from '../../../gateway/support/records.js';
import type { BootstrappedLedger } from '../../../gateway/support/ledger-world.js';
import { commit, planted } from './planted.js';

/**
 * Lets a gateway follow the ledger from its beginning, take a record about one of the papers, and anchor it.
 * @param directory where its log, index and projection stay @param block up to which it must have come
 */
export async function runGateway(
  ledgerWorld: BootstrappedLedger,
  directory: string,
  block: bigint,
): Promise<void> {
  const world = await openGatewayOn(ledgerWorld, { directory, writesTicks: false });
  const base = world.gateway.address;
  const paper = { commitment: 'hmac', mediaType: 'text/plain', size: 64, ...commit(planted.notice) };
  const { status, text } = await post(
    `${base}/v1/records`,
    bytesOf(signedDocument('notice', { original: paper })),
  );
  if (status !== 201) throw new Error(`the gateway took no record: ${status} ${text}`);
  await until(
    async () => (await get(`${base}/v1/health`)).json as unknown as Health,
    ({ anchoring, projection }) =>
      (anchoring.anchored ?? 0) > 0 && BigInt(projection.position?.split(/\D/)[0] ?? 0) >= block,
    (last) => JSON.stringify(last),
  );
  await world.close();
}

interface Health {
  readonly anchoring: { readonly anchored?: number };
  /** Its position begins with a block number. */
  readonly projection: { readonly position?: string };
}
