import {
  compromiseKey,
  decideParticipant,
  isParticipantCommand,
  keyKey,
  keysToLoad,
  parseAction,
  participantKey,
  readSignedCommand,
  revocationKey,
  type KeyState,
  type Participant,
  type ParticipantCommand,
} from '@quancheng/domain';
import type { JsonObject, KeyId, Signer } from '@quancheng/protocol';
import {
  newCommand,
  newPossession,
  START,
  type CommandOptions,
  type Party,
} from '../../chaincode/support/statements.js';
import { administrators, registrar } from '../../chaincode/support/test-genesis.js';
import { testSigner } from '../../support/evidence/test-keys.js';
import type { Model, Order, Signers } from '../participant-table.js';
import { TestLedger } from './test-ledger.js';

const ID = '91370100MA3C00001H';
const stranger = testSigner('stranger');

const parties: Readonly<Record<Signers, readonly Party[]>> = {
  registrar: [registrar],
  'participant itself': [{ participant: ID, role: 'participant', signer: testSigner('key 1') }],
  'another participant': [{ participant: '11370100MB28400007', role: 'participant', signer: stranger }],
  'log operator': [{ participant: ID, role: 'log-operator', signer: testSigner('key 1') }],
  'enough administrators': [administrators[0]!, administrators[1]!],
  'one administrator': [administrators[0]!],
  'administrators of one operator': [administrators[0]!, administrators[2]!],
  'registrar and participant': [
    registrar,
    { participant: ID, role: 'participant', signer: testSigner('key 1') },
  ],
};

/**
 * Gives the orders of the table to the state machine and looks at what it makes of them. Signers are taken as
 * authorised: that they are is another step's concern.
 */
export class ParticipantPlay {
  readonly #ledger = new TestLedger();
  #keys = 0;

  /** `done`, or the code of the refusal. */
  give(order: Order, by: Signers, options: { readonly versionOffset?: number } = {}): string {
    const expectedVersion = order === 'register' ? 0 : this.version();
    const { action, body } = this.#describe(order);
    const command = this.#parse({
      action,
      body,
      target: ID,
      expectedVersion: Math.abs(expectedVersion + (options.versionOffset ?? 0)),
      parties: parties[by],
    });
    const participant = this.#participant();
    const keys = new Map(keysToLoad(command, participant).map((key) => [key, this.#keyState(key)]));
    const decision = decideParticipant({ participant, keys }, command, this.#ledger.context);
    if (decision.outcome === 'refused') return decision.code;
    this.#ledger.apply(decision.changes);
    return 'done';
  }

  version(): number {
    return this.#participant()?.version ?? 0;
  }

  /** What the records say, in the table's words. */
  state(): Model {
    const participant = this.#participant();
    if (participant === undefined) return 'absent';
    const revoked = this.#select(({ revocation }) => revocation !== undefined);
    const reported = this.#select(({ compromise }) => compromise !== undefined);
    return {
      live: participant.keys.length - revoked.length,
      revoked: revoked.length,
      reported: reported.length,
    };
  }

  #describe(order: Order): { action: string; body: JsonObject } {
    const [verb, ...rest] = order.split(' ');
    const which = rest.join(' ');
    switch (verb) {
      case 'register':
        return { action: 'participant.register', body: this.#registration() };
      case 'add': {
        const known = which === 'a known key' ? stranger : undefined;
        return { action: 'key.add', body: { possession: this.#possession(known) } };
      }
      case 'rotate':
        return {
          action: 'key.rotate',
          body: { possession: this.#possession(), replaces: this.#keyFor(which) },
        };
      case 'revoke':
        return { action: 'key.revoke', body: { key: this.#keyFor(which), reason: 'ceased' } };
      case 'report':
        return { action: 'key.compromise', body: { key: this.#keyFor(which), since: START } };
      default:
        return { action: 'key.recover', body: { possession: this.#possession() } };
    }
  }

  #registration(): JsonObject {
    return { name: '某企业', type: 'enterprise', uscc: ID, roles: [], possession: this.#possession() };
  }

  #possession(signer?: Signer): JsonObject {
    if (signer !== undefined) this.#know(signer);
    this.#keys += 1;
    return newPossession(ID, signer ?? testSigner(`key ${this.#keys}`));
  }

  /** Registers a key to somebody else. */
  #know({ publicKey }: Signer): void {
    const { keyId: key, algorithm } = publicKey;
    const registered = { tick: 1, time: START };
    const value = { key, publicKey: '', algorithm, participant: 'another', registered, command: '' };
    this.#ledger.apply([{ kind: 'key', value }]);
  }

  #keyFor(which: string): KeyId {
    if (which === 'a foreign key') return stranger.publicKey.keyId;
    const fits = ({ revocation, compromise }: KeyState): boolean => {
      if (which === 'a live key') return revocation === undefined;
      if (which === 'a reported key') return compromise !== undefined;
      return revocation !== undefined && compromise === undefined;
    };
    return this.#select(fits)[0] ?? stranger.publicKey.keyId;
  }

  #select(fits: (state: KeyState) => boolean): readonly KeyId[] {
    return (this.#participant()?.keys ?? []).filter((key) => fits(this.#keyState(key)));
  }

  #participant(): Participant | undefined {
    return this.#ledger.get('participant', participantKey(ID));
  }

  #keyState(key: KeyId): KeyState {
    return {
      key: this.#ledger.get('key', keyKey(key)),
      revocation: this.#ledger.get('revocation', revocationKey(key)),
      compromise: this.#ledger.get('compromise', compromiseKey(key)),
    };
  }

  #parse(options: CommandOptions): ParticipantCommand {
    const command = parseAction(readSignedCommand(newCommand(options)));
    if (!isParticipantCommand(command)) throw new Error('no order about a participant');
    return command;
  }
}
