import { QuanchengError } from '@quancheng/protocol';
import { type BackOff, DEFAULT_BACK_OFF } from '../back-off.js';
import type { GatewayAddress, TransportOptions } from './connection.js';
import { type Gateway, newGateway, parseGatewayUrl } from './gateway.js';

/** The gateways of one ledger, any of which may be asked. */
export interface GatewayPool {
  /** As the caller prefers them. */
  readonly gateways: readonly Gateway[];
  readonly backOff: BackOff;
  readonly onRetry: (error: unknown) => void;
  /** All of them: first those that are well, as the caller prefers them; then the others, who rests shortest first. */
  inOrder(): readonly Gateway[];
  best(): Gateway;
  /** The gateway at this address, also if the pool is without it. @throws OPTION_INVALID */
  at(url: string): Gateway;
}

const ALONE = 120_000;
const ONE_OF_SEVERAL = 30_000;
const BYTES_PER_SECOND = 262_144;

/** @throws OPTION_INVALID unless all addresses are http(s) URLs, at least one and none twice */
export function newGatewayPool(
  options: TransportOptions,
  onRecovered: (gateway: Gateway) => void = () => undefined,
): GatewayPool {
  const addresses = addressesOf(options);
  const isAlone = addresses.length === 1;
  const settings = {
    reader: options.reader,
    timeout: options.timeout ?? (isAlone ? ALONE : ONE_OF_SEVERAL),
    bytesPerSecond: options.timeout !== undefined || isAlone ? undefined : BYTES_PER_SECOND,
    onRecovered,
  };
  const gateways = addresses.map((address) => newGateway(address, settings));
  const [first] = gateways;
  if (first === undefined || new Set(gateways.map(({ url }) => url)).size !== gateways.length)
    throw new QuanchengError('OPTION_INVALID', 'the gateways: at least one, and none twice');
  const inOrder = (): readonly Gateway[] => {
    const good = new Set(gateways.filter(({ health }) => health.isGood()));
    const others = gateways.filter((each) => !good.has(each));
    return [...good, ...others.sort((left, right) => left.health.restsUntil - right.health.restsUntil)];
  };
  return {
    gateways,
    backOff: options.backOff ?? DEFAULT_BACK_OFF,
    onRetry: (error) => options.onRetry?.(error),
    inOrder,
    best: () => inOrder()[0] ?? first,
    at: (url) => gateways.find((each) => each.url === parseGatewayUrl(url)) ?? newGateway({ url }, settings),
  };
}

function addressesOf(options: TransportOptions): readonly GatewayAddress[] {
  if (options.gateways === undefined) {
    const { gateway, signedUrl } = options;
    return [{ url: gateway, ...(signedUrl === undefined ? {} : { signedUrl }) }];
  }
  return options.gateways.map((each) => (typeof each === 'string' ? { url: each } : each));
}
