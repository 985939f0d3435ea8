import { type common, orderer, peer } from '@hyperledger/fabric-protos';
import { signedSeek } from '../peer-messages.js';
import type { Scenario } from '../scenario.js';
import type { Session } from '../session.js';

/** Block numbers and, last, the status that a Deliver call sends. */
type Delivered = (number | { readonly status: number })[];

function specified(number: number): orderer.SeekPosition {
  const position = new orderer.SeekPosition();
  const at = new orderer.SeekSpecified();
  at.setNumber(number);
  position.setSpecified(at);
  return position;
}

function oldest(): orderer.SeekPosition {
  const position = new orderer.SeekPosition();
  position.setOldest(new orderer.SeekOldest());
  return position;
}

function newest(): orderer.SeekPosition {
  const position = new orderer.SeekPosition();
  position.setNewest(new orderer.SeekNewest());
  return position;
}

function between(start: orderer.SeekPosition, stop: orderer.SeekPosition): orderer.SeekInfo {
  const seek = new orderer.SeekInfo();
  seek.setStart(start);
  seek.setStop(stop);
  seek.setBehavior(orderer.SeekInfo.SeekBehavior.FAIL_IF_NOT_READY);
  return seek;
}

async function deliver({ client }: Session, envelope: common.Envelope): Promise<Delivered> {
  const stream = client.makeBidiStreamRequest(
    '/protos.Deliver/Deliver',
    (message: common.Envelope) => Buffer.from(message.serializeBinary()),
    (bytes) => peer.DeliverResponse.deserializeBinary(bytes),
  );
  stream.write(envelope);
  const delivered: Delivered = [];
  for await (const message of stream as AsyncIterable<peer.DeliverResponse>) {
    const block = message.getBlock();
    if (block === undefined) {
      delivered.push({ status: message.getStatus() });
      break;
    }
    delivered.push(block.getHeader()!.getNumber());
  }
  stream.cancel();
  return delivered;
}

const ranges: Scenario = {
  name: 'deliver',
  about:
    'Blocks on request: the first two, the newest, one that is not there, with a forged signature, elsewhere.',
  run: async ({ open, target }) => {
    const session = open();
    const { channel } = target.topology;
    const first = between(oldest(), specified(1));
    const tip = await deliver(session, await signedSeek(session, channel, between(newest(), newest())));
    const forged = await signedSeek(session, channel, first);
    forged.setSignature(await session.sign(Buffer.alloc(32, 1)));
    return {
      first: await deliver(session, await signedSeek(session, channel, first)),
      newest: tip.length,
      absent: await deliver(
        session,
        await signedSeek(session, channel, between(specified(999999), specified(999999))),
      ),
      backwards: await deliver(
        session,
        await signedSeek(session, channel, between(specified(2), specified(1))),
      ),
      forged: await deliver(session, forged),
      elsewhere: await deliver(session, await signedSeek(session, 'nothing', first)),
    };
  },
};

export const deliverScenarios: readonly Scenario[] = [ranges];
