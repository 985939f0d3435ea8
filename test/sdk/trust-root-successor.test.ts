import { expect } from 'chai';
import { encodeUtf8, parseEnvelope, unverifiedPayload } from '@quancheng/protocol';
import { draftSuccessor, newAsyncSigner, newClient, signSuccessor } from '@quancheng/sdk';
import { acceptSuccessor, parseTrustRoot, verifyTrustRoot } from '@quancheng/verifier';
import { newMember } from '../chaincode/support/test-genesis.js';
import { openGatewayWorld, type GatewayWorld } from '../gateway/support/gateway-world.js';
import { policyOf, witnessKey } from '../witness/support/witness-world.js';
import { testSigner } from '../support/evidence/test-keys.js';
import { expectCode } from './support/expect-code.js';

const issued = '2026-11-24T00:00:00.000Z';

describe('successors of a trust root', function () {
  this.timeout(30_000);
  let world: GatewayWorld;
  let first: Uint8Array;
  let payload: Uint8Array;

  before(async () => {
    world = await openGatewayWorld();
    first = world.configuration.trustRoot;
    payload = unverifiedPayload(parseEnvelope(first));
  });
  after(() => world.close());

  const administrator = (index: number) => {
    const [mspId, operator] = world.ledgerWorld.organisations[index]!;
    return newAsyncSigner(newMember(mspId, operator).administrator.signer);
  };
  const signedBy = async (draft: Uint8Array, ...indexes: readonly number[]) => {
    let signed: Uint8Array = draft;
    let count = 0;
    for (const index of indexes) {
      const present = signed === draft ? draft : parseEnvelope(signed);
      const { envelope, operators } = await signSuccessor(
        verifyTrustRoot(first),
        present,
        administrator(index),
      );
      expect(operators).to.have.length((count += 1));
      signed = envelope;
    }
    return signed;
  };

  it('say what is changed, name their predecessor, and keep the rest', () => {
    const draft = parseTrustRoot(
      draftSuccessor(
        payload,
        { witnesses: policyOf([witnessKey(0)], 1), chaincodeVersions: ['1.0.0', '2.0.0'] },
        issued,
      ),
    );
    const before = verifyTrustRoot(first);
    expect(draft).to.include({ sequence: 2, previous: before.fingerprint, ledger: before.ledger, issued });
    expect(draft.chaincode.versions).to.deep.equal(['1.0.0', '2.0.0']);
    expect(draft.witnesses?.witnesses).to.have.length(1);
    expect(draft.organisations.map(({ mspId }) => mspId)).to.deep.equal(
      before.organisations.map(({ mspId }) => mspId),
    );
    for (const members of [
      { ledger: 'x' },
      { sequence: 9 },
      { unknown: 1 },
      { signatures: { threshold: 99 } },
    ]) {
      expect(() => draftSuccessor(payload, { members }, issued)).to.throw('[TRUST_ROOT_INVALID]');
    }
  });

  it('are signed one after the other by administrators, by nobody else, and only as successors', async () => {
    const draft = draftSuccessor(payload, {}, issued);
    const signed = await signedBy(draft, 0, 1);
    expect(acceptSuccessor(verifyTrustRoot(first), signed).sequence).to.equal(2);
    const again = await signSuccessor(verifyTrustRoot(first), parseEnvelope(signed), administrator(0));
    expect(again.envelope).to.deep.equal(signed);
    const stranger = newAsyncSigner(testSigner('stranger', 'ed25519'));
    await expectCode('SIGNER_SET_MISMATCH', () => signSuccessor(verifyTrustRoot(first), draft, stranger));
    const later = draftSuccessor(draft, {}, issued);
    await expectCode('TRUST_ROOT_NOT_PINNED', () =>
      signSuccessor(verifyTrustRoot(first), later, administrator(0)),
    );
  });

  it('are served by a running gateway once enough have signed, with all that were before, also after a restart', async () => {
    const client = () => newClient({ gateway: world.gateway.address });
    const draft = draftSuccessor(payload, { chaincodeVersions: ['2.0.0'] }, issued);
    const half = await signedBy(draft, 0);
    await expectCode('TRUST_ROOT_NOT_PINNED', () => world.gateway.replaceTrustRoot(half));
    await expectCode('TRUST_ROOT_INVALID', () => world.gateway.replaceTrustRoot(encodeUtf8('{}')));
    expect(await client().trustRoot()).to.deep.equal(first);
    const second = await signedBy(draft, 0, 1);
    expect((await world.gateway.replaceTrustRoot(second)).sequence).to.equal(2);
    await world.gateway.replaceTrustRoot(second);
    expect(await client().trustRoot()).to.deep.equal(second);
    expect(await client().trustRoot(1)).to.deep.equal(first);
    await world.restart({ trustRoot: second });
    expect(await client().trustRoot()).to.deep.equal(second);
    expect(await client().trustRoot(1)).to.deep.equal(first);
    await expectCode('TRUST_ROOT_UNKNOWN', () => client().trustRoot(3));
  });
});
