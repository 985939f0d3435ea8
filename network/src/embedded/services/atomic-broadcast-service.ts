import type { ServerDuplexStream, UntypedServiceImplementation } from '@grpc/grpc-js';
import { common, orderer } from '@hyperledger/fabric-protos';
import type { EmbeddedChannel } from '../node/embedded-channel.js';
import { asStatusError, requests } from './call-adapters.js';
import { deliver } from './deliver-stream.js';

/** orderer.AtomicBroadcast, the orderers' side: envelopes in, blocks out. */
export function newAtomicBroadcastService(channel: EmbeddedChannel): UntypedServiceImplementation {
  return {
    broadcast: (call: ServerDuplexStream<common.Envelope, orderer.BroadcastResponse>) => {
      broadcast(call, channel).then(
        () => call.end(),
        (error: unknown) => call.destroy(asStatusError(error)),
      );
    },
    deliver: deliver(channel, {
      formatStatus: (status) => response((answer) => answer.setStatus(status)),
      formatBlock: (block) => response((answer) => answer.setBlock(block)),
    }),
  };
}

/** Answers each envelope; the first refusal ends the stream. */
async function broadcast(
  call: ServerDuplexStream<common.Envelope, orderer.BroadcastResponse>,
  { admission }: EmbeddedChannel,
): Promise<void> {
  for await (const envelope of requests(call)) {
    const { status, info } = await admission.submit(envelope);
    const answer = new orderer.BroadcastResponse();
    answer.setStatus(status);
    answer.setInfo(info);
    call.write(answer);
    if (status !== common.Status.SUCCESS) {
      return;
    }
  }
}

function response(fill: (answer: orderer.DeliverResponse) => void): orderer.DeliverResponse {
  const answer = new orderer.DeliverResponse();
  fill(answer);
  return answer;
}
