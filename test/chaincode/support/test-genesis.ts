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

/** An organisation of the network, with its administrator. */
export interface Member {
  readonly operator: string;
  readonly administrator: Party;
}

export function newMember(mspId: string, operator: string): Member {
  const signer = testSigner(`administrator ${mspId}`, 'ecdsa-p256-sha256');
  return { operator, administrator: { participant: mspId, role: 'administrator', signer } };
}

/** Three organisations of two operators: the first and the third are of one. */
export const members: readonly Member[] = [
  newMember('Org1MSP', '市大数据局'),
  newMember('Org2MSP', '市财政局'),
  newMember('Org3MSP', '市大数据局'),
];

export const administrators = members.map((member) => member.administrator);

export interface GenesisOptions {
  readonly members?: readonly Member[];
  readonly registrar?: Party;
  /** Members to overwrite or add. */
  readonly change?: JsonObject;
  /** Who signs in fact, if not all. */
  readonly signedBy?: readonly Signer[];
}

export function newGenesis(options: GenesisOptions = {}): Envelope {
  const organisations = options.members ?? members;
  const first = options.registrar ?? registrar;
  const parties = [first, ...organisations.map((member) => member.administrator)];
  const signers = parties.map((party) => party.signer);
  const sorted = [...signers].sort((left, right) => (left.publicKey.keyId < right.publicKey.keyId ? -1 : 1));
  const statement: JsonObject = {
    schema: 'quancheng/genesis/v1',
    salt: saltOf('genesis'),
    audience: LEDGER,
    signers: signersOf(parties),
    issued: START,
    consortium: '泉城数据联盟',
    channel: CHANNEL,
    chaincode: 'quancheng',
    organisations: organisations.map(({ operator, administrator: { participant, signer } }) => ({
      mspId: participant,
      name: `成员 ${participant}`,
      operator,
      administrator: signer.publicKey.keyId,
    })),
    registrar: { id: first.participant, name: '登记中心', key: first.signer.publicKey.keyId },
    publicKeys: sorted.map(({ publicKey }) => encodeBase64(publicKey.spki)),
    recoveryThreshold: 2,
    tickPeriod: 10,
    ...options.change,
  };
  return seal(statement, options.signedBy ?? signers);
}
