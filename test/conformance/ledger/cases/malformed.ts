import { type common, ledger, peer } from '@hyperledger/fabric-protos';
import { expect } from 'chai';
import {
  changeAction,
  changeChannelHeader,
  changeResponse,
  changeResults,
  changeTransaction,
  endorse,
  endorseAnew,
  forge,
} from '../support/forge.js';
import { orderRaw } from '../support/order.js';
import { type LedgerCase, casesOf } from '../ledger-case.js';
import type { Stage } from '../stage.js';

const codes = peer.TxValidationCode;
const garbage = Buffer.from('ffffffff', 'hex');

type Change = (payload: common.Payload, stage: Stage) => void;

/** A transaction that was changed after endorsement, is ordered, and is found invalid for exactly this reason. */
function malformed(about: string, code: number, change: Change): Omit<LedgerCase, 'id'> {
  return {
    about,
    run: async (stage) => {
      const { key, session, evaluate } = stage;
      const endorsed = await endorse(stage, 'put', { arguments: [key('a'), 'value'] });
      const envelope = forge(endorsed, session.identity, (payload) => change(payload, stage));
      expect(await orderRaw(stage, envelope, endorsed.transactionId)).to.equal(code);
      expect(await evaluate('get', key('a'))).to.equal('');
    },
  };
}

function everyEndorser({ backend }: Stage) {
  return backend.endorsers.values();
}

function changeSets(payload: common.Payload, change: (sets: ledger.rwset.TxReadWriteSet) => void): void {
  changeResults(payload, (action) => {
    const sets = ledger.rwset.TxReadWriteSet.deserializeBinary(action.getResults_asU8());
    change(sets);
    action.setResults(sets.serializeBinary());
  });
}

export const malformedCases = casesOf('validation', {
  'bad-common-header': malformed('An epoch other than zero.', codes.BAD_COMMON_HEADER, (payload) =>
    changeChannelHeader(payload, (header) => header.setEpoch(1)),
  ),
  'invalid-endorser-transaction': malformed(
    'The arguments are not those that were endorsed.',
    codes.INVALID_ENDORSER_TRANSACTION,
    (payload) =>
      changeAction(payload, (action) => {
        const bytes = Buffer.from(action.getChaincodeProposalPayload_asU8());
        bytes.write('other', bytes.lastIndexOf('value'));
        action.setChaincodeProposalPayload(bytes);
      }),
  ),
  'transaction-unreadable': malformed(
    'Bytes that are no transaction.',
    codes.INVALID_ENDORSER_TRANSACTION,
    (payload) => payload.setData(garbage),
  ),
  'transaction-without-action': malformed(
    'A transaction of nothing.',
    codes.INVALID_ENDORSER_TRANSACTION,
    (payload) => payload.setData(''),
  ),
  'transaction-of-two-actions': malformed(
    'A transaction with its action twice.',
    codes.INVALID_ENDORSER_TRANSACTION,
    (payload) =>
      changeTransaction(payload, (transaction) => {
        const [only] = transaction.getActionsList();
        transaction.setActionsList([only!, only!]);
      }),
  ),
  'action-without-header': malformed(
    'An action whose own header is empty.',
    codes.INVALID_ENDORSER_TRANSACTION,
    (payload) => changeTransaction(payload, (transaction) => transaction.getActionsList()[0]!.setHeader('')),
  ),
  'bad-header-extension': malformed(
    'A header extension that cannot be read.',
    codes.BAD_HEADER_EXTENSION,
    (payload, stage) => {
      changeChannelHeader(payload, (header) => header.setExtension$(garbage));
      changeResponse(payload, () => undefined);
      endorseAnew(payload, everyEndorser(stage));
    },
  ),
  'bad-response-payload': malformed(
    'An endorsed action that cannot be read.',
    codes.BAD_RESPONSE_PAYLOAD,
    (payload, stage) => {
      changeResponse(payload, (response) => response.setExtension$(garbage));
      endorseAnew(payload, everyEndorser(stage));
    },
  ),
  'bad-response-payload-missing': malformed(
    'An endorsement of nothing.',
    codes.BAD_RESPONSE_PAYLOAD,
    (payload, stage) => {
      changeResponse(payload, (response) => response.setExtension$(''));
      endorseAnew(payload, everyEndorser(stage));
    },
  ),
  'bad-rwset': malformed('A read-write set that cannot be read.', codes.BAD_RWSET, (payload, stage) => {
    changeResults(payload, (action) => action.setResults(garbage));
    endorseAnew(payload, everyEndorser(stage));
  }),
  'illegal-writeset': malformed(
    'A read-write set that names one namespace twice.',
    codes.ILLEGAL_WRITESET,
    (payload, stage) => {
      changeSets(payload, (sets) =>
        sets.setNsRwsetList(sets.getNsRwsetList().flatMap((each) => [each, each])),
      );
      endorseAnew(payload, everyEndorser(stage));
    },
  ),
  'invalid-chaincode': malformed(
    'The endorsers name another chaincode than the client.',
    codes.INVALID_CHAINCODE,
    (payload, stage) => {
      changeResults(payload, (action) => action.getChaincodeId()!.setName('other'));
      endorseAnew(payload, everyEndorser(stage));
    },
  ),
  'invalid-chaincode-version': malformed(
    'The endorsers name no version of the chaincode.',
    codes.INVALID_CHAINCODE,
    (payload, stage) => {
      changeResults(payload, (action) => action.getChaincodeId()!.setVersion(''));
      endorseAnew(payload, everyEndorser(stage));
    },
  ),
  'invalid-chaincode-namespace': malformed(
    'A write to the namespace of a chaincode that is not defined.',
    codes.INVALID_CHAINCODE,
    (payload, stage) => {
      changeSets(payload, (sets) => sets.getNsRwsetList().at(-1)!.setNamespace('undefined'));
      endorseAnew(payload, everyEndorser(stage));
    },
  ),
  'invalid-other-reason': malformed(
    'An event in the name of another chaincode.',
    codes.INVALID_OTHER_REASON,
    (payload, stage) => {
      const event = new peer.ChaincodeEvent();
      event.setChaincodeId('other');
      event.setEventName('forged');
      changeResults(payload, (action) => action.setEvents(event.serializeBinary()));
      endorseAnew(payload, everyEndorser(stage));
    },
  ),
  'invalid-other-reason-no-chaincode': malformed(
    'The endorsers name no chaincode at all.',
    codes.INVALID_OTHER_REASON,
    (payload, stage) => {
      changeResults(payload, (action) => action.setChaincodeId(undefined));
      endorseAnew(payload, everyEndorser(stage));
    },
  ),
  'bad-proposal-txid': {
    about: 'A transaction id that is not that of nonce and creator.',
    run: async (stage) => {
      const { key, session, evaluate } = stage;
      const endorsed = await endorse(stage, 'put', { arguments: [key('a'), 'value'] });
      const id = endorsed.transactionId.replaceAll(/./g, 'f');
      const envelope = forge(endorsed, session.identity, (payload) =>
        changeChannelHeader(payload, (header) => header.setTxId(id)),
      );
      expect(await orderRaw(stage, envelope, id)).to.equal(codes.BAD_PROPOSAL_TXID);
      expect(await evaluate('get', key('a'))).to.equal('');
    },
  },
});
