import { encodeBase64, type Envelope, type JsonObject, type Signer } from '@quancheng/protocol';
import { testSigner } from '../../support/evidence/test-keys.js';
import { CHANNEL, LEDGER, saltOf, seal, signersOf, START, type Party } from './statements.js';

/** Passes GB 32100. */
export const REGISTRAR = '91350100M000100Y43';

export const registrar: Party = {
  participant: REGISTRAR,
  role: 'registrar',
  signer: testSigner('registrar', 'sm2-sm3'),
};

const operators = ['市大数据局', '市财政局', '市大数据局'];

/** Three administrators, of two operators: the first and the third are of one. */
export const administrators: readonly Party[] = operators.map((_, index) => ({
  participant: `Org${index + 1}MSP`,
  role: 'administrator',
  signer: testSigner(`administrator ${index + 1}`, 'ecdsa-p256-sha256'),
}));

export interface GenesisOptions {
  readonly change?: JsonObject;
  readonly signedBy?: readonly Signer[];
}

export function newGenesis(options: GenesisOptions = {}): Envelope {
  const parties = [registrar, ...administrators];
  const sorted = [...parties].sort((left, right) =>
    left.signer.publicKey.keyId < right.signer.publicKey.keyId ? -1 : 1,
  );
  const statement: JsonObject = {
    schema: 'quancheng/genesis/v1',
    salt: saltOf('genesis'),
    audience: LEDGER,
    signers: signersOf(parties),
    issued: START,
    consortium: '泉城数据联盟',
    channel: CHANNEL,
    chaincode: 'quancheng',
    organisations: administrators.map(({ participant, signer }, index) => ({
      mspId: participant,
      name: `成员 ${index + 1}`,
      operator: operators[index] ?? '',
      administrator: signer.publicKey.keyId,
    })),
    registrar: { id: REGISTRAR, name: '登记中心', key: registrar.signer.publicKey.keyId },
    publicKeys: sorted.map(({ signer }) => encodeBase64(signer.publicKey.spki)),
    recoveryThreshold: 2,
    tickPeriod: 10,
    ...options.change,
  };
  return seal(statement, options.signedBy ?? parties.map((party) => party.signer));
}
