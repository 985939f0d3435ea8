import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import type { Contract } from 'fabric-contract-api';
import { BoundedMap } from '../cryptography/bounded-map.js';

/** A class of fabric-contract-api. */
export type ContractClass = new () => Contract;

export interface Serializers {
  readonly transaction: string;
  readonly serializers: Readonly<Record<string, unknown>>;
}

export interface ChaincodeResponse {
  readonly status: number;
  readonly message?: string;
  readonly payload?: Uint8Array;
}

/** The event that a contract set, a message of fabric-shim's own copy of fabric-protos. */
export interface StubEvent {
  getEventName(): string;
  getPayload_asU8(): Uint8Array;
}

export interface Stub {
  /** What the stub was made with. */
  readonly handler: object;
  readonly chaincodeEvent?: StubEvent;
}

/** A transaction function's parameter as the contract metadata describe it. */
export interface ParameterDescription {
  readonly schema: { readonly type?: string; readonly $ref?: string };
}

export interface DataMarshaller {
  readonly ajv: { compile(schema: object): Validator };
  readonly components: object;
  fromWireBuffer(bytes: Buffer, schema: object, prefix: string): { value: unknown; validateData: unknown };
  handleParameters(
    description: { readonly parameters?: readonly ParameterDescription[] },
    supplied: readonly Buffer[],
    prefix: string,
  ): unknown[];
}

export interface Validator {
  (value: unknown): boolean;
  readonly errors?: readonly { readonly message: string }[];
}

interface ChaincodeFromContract {
  defaultContractName: string | undefined;
  /** By contract name. */
  readonly contractImplementations: Readonly<Record<string, unknown>>;
  readonly serializers: Serializers;
  readonly metadata: { readonly components: { readonly schemas: object } };
  Invoke(stub: Stub): Promise<ChaincodeResponse>;
  _dataMarshall(requested: string): DataMarshaller;
}

export interface ShimModules {
  readonly ChaincodeFromContract: new (
    contracts: ContractClass[],
    serializers: Serializers,
    metadata: object,
    title: string,
    version: string,
  ) => ChaincodeFromContract;
  readonly DataMarshall: new (requested: string, serializers: object, components: object) => DataMarshaller;
  readonly ChaincodeStub: new (
    handler: object,
    channel: string,
    transactionId: string,
    input: object,
    signedProposal: object,
  ) => Stub;
  readonly Bootstrap: {
    getInfoFromContract(path: string): { contracts: ContractClass[]; serializers: Serializers };
    getMetadata(path: string): Promise<object>;
  };
  readonly JSONSerializer: unknown;
}

type Logger = Record<'debug' | 'info' | 'warn' | 'error', () => void> & {
  readonly exceptions: { unhandle(): void };
};
interface LoggerModule {
  getLogger(name: string): Logger;
}
interface ParsedCertificates {
  fromPEM(pem: string): object;
}

/** Loggers that cost a good part of a millisecond for each transaction even when they print nothing. */
const chattyLoggers = {
  'fabric-shim/lib/logger.js': [
    'lib/chaincode.js',
    'lib/stub.js',
    'lib/iterators.js',
    'contracts-spi/chaincodefromcontract.js',
    'contracts-spi/datamarshall.js',
    'contracts-spi/bootstrap.js',
  ],
  'fabric-contract-api/lib/logger.js': ['./lib/contract.js', './lib/jsontransactionserializer.js'],
};

/**
 * The inner modules of fabric-shim 2.5 with which a peer's chaincode process runs contracts. Loading them mutes
 * their own loggers, takes back the handlers of uncaught exceptions that they install in the process, and lets a
 * certificate be parsed once instead of on every call.
 * @param folder a chaincode package: its own copy of fabric-shim is taken, as its classes extend those of that copy.
 */
export function loadShim(folder?: string): ShimModules {
  // fabric-shim's own dependencies need not be where its users would find them.
  const require = createRequire(locateShim(folder));
  const shim = require('fabric-shim') as Pick<ShimModules, 'ChaincodeStub'>;
  const { JSONSerializer } = require('fabric-contract-api') as Pick<ShimModules, 'JSONSerializer'>;
  const modules: ShimModules = {
    ChaincodeStub: shim.ChaincodeStub,
    JSONSerializer,
    ChaincodeFromContract: require('fabric-shim/lib/contract-spi/chaincodefromcontract.js') as never,
    DataMarshall: require('fabric-shim/lib/contract-spi/datamarshall.js') as never,
    Bootstrap: require('fabric-shim/lib/contract-spi/bootstrap.js') as never,
  };
  muteLoggers(require);
  rememberCertificates(require);
  return modules;
}

function locateShim(folder: string | undefined): string {
  const own = createRequire(import.meta.url);
  if (folder === undefined) {
    return own.resolve('fabric-shim');
  }
  try {
    return createRequire(resolve(folder, 'package.json')).resolve('fabric-shim');
  } catch {
    // Contracts need fabric-contract-api only; the shim is then the node's.
    return own.resolve('fabric-shim');
  }
}

function muteLoggers(require: NodeJS.Require): void {
  for (const [path, names] of Object.entries(chattyLoggers)) {
    const loggers = require(path) as LoggerModule;
    for (const name of names) {
      Object.assign(loggers.getLogger(name), { debug: ignore, info: ignore, warn: ignore, error: ignore });
    }
    loggers.getLogger('_').exceptions.unhandle();
  }
  for (const listener of process.listeners('unhandledRejection')) {
    if (listener.name === 'loggerUnhandledRejectionFn') {
      process.removeListener('unhandledRejection', listener);
    }
  }
}

function ignore(): void {
  // A muted logger.
}

function rememberCertificates(require: NodeJS.Require): void {
  const { Certificate } = require('@fidm/x509') as {
    Certificate: ParsedCertificates & { isRemembering?: boolean };
  };
  if (Certificate.isRemembering === true) {
    return;
  }
  const parse = Certificate.fromPEM.bind(Certificate);
  const parsed = new BoundedMap<string, object>(1000);
  Certificate.isRemembering = true;
  Certificate.fromPEM = (pem) => {
    const certificate = parsed.get(pem) ?? parse(pem);
    parsed.set(pem, certificate);
    return certificate;
  };
}
