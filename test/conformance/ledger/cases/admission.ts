import { common } from '@hyperledger/fabric-protos';
import { type Identity, issueIdentity, newOrganisationAuthorities } from '@quancheng/network';
import { expect } from 'chai';
import { changeChannelHeader, endorse, forge, serialise } from '../support/forge.js';
import { signHighS, signLowS } from '../support/low-s.js';
import { broadcast } from '../support/order.js';
import { refusal } from '../../transcript/outcome.js';
import { issueExpired } from '../support/issue-expired.js';
import { type LedgerCase, casesOf } from '../ledger-case.js';
import type { Stage } from '../stage.js';

const { BAD_REQUEST, FORBIDDEN, SUCCESS } = common.Status;

type Make = (envelope: common.Envelope, stage: Stage) => common.Envelope | Promise<common.Envelope>;

/** An envelope that an orderer refuses; a good one after it is taken. */
function refused(about: string, status: number, info: RegExp, make: Make): Omit<LedgerCase, 'id'> {
  return {
    about,
    run: async (stage) => {
      const { key, session } = stage;
      const endorsed = await endorse(stage, 'put', { arguments: [key('a'), '1'] });
      const envelope = await make(forge(endorsed, session.identity), stage);
      const [answer, ...others] = await broadcast(stage, envelope, envelope);
      expect(answer).to.have.property('status', status);
      expect(answer).to.have.property('info').that.matches(info);
      expect(others, 'a refusal ends the stream').to.deep.equal([]);
      expect(await broadcast(stage, forge(endorsed, session.identity))).to.have.nested.property(
        '[0].status',
        SUCCESS,
      );
      expect((await stage.awaitEverywhere(endorsed.transactionId)).code).to.equal(0);
    },
  };
}

/** The same payload signed by somebody, who is also named as its creator. */
function createdBy(envelope: common.Envelope, creator: Identity): common.Envelope {
  return forge({ envelope, transactionId: '' }, creator, (payload) => {
    const header = common.SignatureHeader.deserializeBinary(payload.getHeader()!.getSignatureHeader_asU8());
    header.setCreator(serialise(creator));
    payload.getHeader()!.setSignatureHeader(header.serializeBinary());
  });
}

function changed(
  envelope: common.Envelope,
  { session }: Stage,
  change: (payload: common.Payload) => void,
): common.Envelope {
  return forge({ envelope, transactionId: '' }, session.identity, change);
}

function typed(type: number): Make {
  return (envelope, stage) =>
    changed(envelope, stage, (payload) => changeChannelHeader(payload, (header) => header.setType(type)));
}

const denied = /permission denied/;

export const admissionCases = casesOf('admission', {
  'forged-signature': refused(
    'A signature over something else.',
    FORBIDDEN,
    denied,
    (envelope, { session }) => {
      envelope.setSignature(signLowS(session.identity, Buffer.from('something else')));
      return envelope;
    },
  ),
  'no-signature': refused('No signature.', FORBIDDEN, denied, (envelope) => {
    envelope.setSignature('');
    return envelope;
  }),
  'high-s': refused(
    'A true signature in the form that Fabric forbids.',
    FORBIDDEN,
    denied,
    (envelope, { session }) => {
      envelope.setSignature(signHighS(session.identity, envelope.getPayload_asU8()));
      return envelope;
    },
  ),
  'another-signer': refused(
    'Another member signed for the creator.',
    FORBIDDEN,
    denied,
    (envelope, stage) => {
      const other = stage.backend.target.clients.get(stage.mspIds[1]!)!;
      envelope.setSignature(signLowS(other, envelope.getPayload_asU8()));
      return envelope;
    },
  ),
  'peer-as-writer': refused('A peer is no writer.', FORBIDDEN, denied, (envelope, { backend, mspIds }) =>
    createdBy(envelope, backend.endorsers.get(mspIds[0]!)!),
  ),
  stranger: refused(
    'Nobody of the channel has issued the creator’s certificate.',
    FORBIDDEN,
    denied,
    async (envelope, { mspIds }) => {
      const authorities = await newOrganisationAuthorities({ mspId: mspIds[0]!, domain: 'stranger.example' });
      return createdBy(envelope, await issueIdentity(authorities, { name: 'client', role: 'client' }));
    },
  ),
  'foreign-organisation': refused(
    'The creator’s organisation is not on the channel.',
    FORBIDDEN,
    denied,
    async (envelope) => {
      const authorities = await newOrganisationAuthorities({
        mspId: 'ForeignMSP',
        domain: 'foreign.example',
      });
      return createdBy(envelope, await issueIdentity(authorities, { name: 'client', role: 'client' }));
    },
  ),
  'expired-certificate': refused(
    'The creator’s certificate has ended.',
    BAD_REQUEST,
    /identity expired/,
    async (envelope, { backend }) => createdBy(envelope, await issueExpired(backend.authorities)),
  ),
  'unknown-channel': refused(
    'A channel that the orderer does not know.',
    BAD_REQUEST,
    /channel/,
    (envelope, stage) =>
      changed(envelope, stage, (payload) =>
        changeChannelHeader(payload, (header) => header.setChannelId('elsewhere')),
      ),
  ),
  'no-header': refused('A payload without header.', BAD_REQUEST, /./, (envelope, stage) =>
    changed(envelope, stage, (payload) => payload.setHeader(undefined)),
  ),
  'unreadable-payload': refused('Bytes that are no payload.', BAD_REQUEST, /./, (envelope, { session }) => {
    envelope.setPayload(Buffer.from('ffffffff', 'hex'));
    envelope.setSignature(signLowS(session.identity, envelope.getPayload_asU8()));
    return envelope;
  }),
  empty: refused('An envelope of nothing.', BAD_REQUEST, /./, () => new common.Envelope()),
  'configuration-type': refused(
    'A configuration that did not come as an update.',
    BAD_REQUEST,
    /cannot be processed directly/,
    typed(common.HeaderType.CONFIG),
  ),
  'at-the-gateway': {
    about: 'What the orderers refuse, the gateway reports with each orderer’s reason.',
    run: async (stage) => {
      const { contract, key, session } = stage;
      const transaction = await contract.newProposal('put', { arguments: [key('a'), '1'] }).endorse();
      const forged = session.gateway.newSignedTransaction(
        transaction.getBytes(),
        signLowS(session.identity, Buffer.from('something else')),
      );
      const { code, details } = await refusal(forged.submit());
      expect(code).to.equal(14);
      for (const { message } of details) expect(message).to.match(/FORBIDDEN/);
      expect((await (await transaction.submit()).getStatus()).code).to.equal(0);
    },
  },
});
