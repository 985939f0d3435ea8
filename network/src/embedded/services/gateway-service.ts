import type { UntypedServiceImplementation } from '@grpc/grpc-js';
import type { gateway } from '@hyperledger/fabric-protos';
import type { EndorsingPeer } from '../endorsement/endorsing-peers.js';
import type { EmbeddedChannel } from '../node/embedded-channel.js';
import { streaming, unary } from './call-adapters.js';
import { chaincodeEvents } from './gateway-chaincode-events.js';
import { commitStatus } from './gateway-commit-status.js';
import { endorseTransaction } from './gateway-endorse.js';
import { evaluate } from './gateway-evaluate.js';
import { submit } from './gateway-submit.js';

/** gateway.Gateway of one organisation's peer, the service behind @hyperledger/fabric-gateway. */
export function newGatewayService(
  channel: EmbeddedChannel,
  self: EndorsingPeer,
): UntypedServiceImplementation {
  return {
    evaluate: unary((request: gateway.EvaluateRequest) => evaluate(request, channel, self)),
    endorse: unary((request: gateway.EndorseRequest) => endorseTransaction(request, channel, self)),
    submit: unary((request: gateway.SubmitRequest) => submit(request, channel)),
    commitStatus: unary((request: gateway.SignedCommitStatusRequest, call) =>
      commitStatus(request, channel, call),
    ),
    chaincodeEvents: streaming(
      (request: gateway.SignedChaincodeEventsRequest, ended) => chaincodeEvents(request, channel, ended),
      channel.closing,
    ),
  };
}
