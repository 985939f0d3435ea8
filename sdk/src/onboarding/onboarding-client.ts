import { readOnboardRefusal } from '@quancheng/domain';
import { formatEnvelope, type Envelope, type JsonObject, type JsonValue } from '@quancheng/protocol';
import { getRequest } from '../client/gateway-requests.js';
import { invalid, readEnvelope, readJson, readObject, readString } from '../client/read-answer.js';
import type { Transport } from '../client/transport.js';
import type { Page } from '../records/record-client.js';

const states = ['pending', 'registered', 'refused'] as const;

/** What has become of a request, as the gateway says. That a participant is registered, the ledger proves. */
export interface OnboardingStatus {
  readonly id: string;
  readonly state: (typeof states)[number];
  /** Times, by the gateway's clock; after `expires` it forgets the request. */
  readonly received: string;
  readonly expires: string;
  /** The registrar's signed refusal. */
  readonly refusal?: Envelope;
}

/** A request as registrars see it: `openOnboardRequest` of the domain verifies it. */
export interface OnboardingItem extends OnboardingStatus {
  readonly request: Envelope;
}

export interface OnboardingQuery {
  readonly state?: OnboardingStatus['state'];
  readonly after?: string;
  readonly limit?: number;
}

/** Onboarding by way of a gateway, an untrusted relay: who approves orders `participant.register` on the ledger. */
export interface OnboardingClient {
  /** @throws ONBOARDING_REQUEST_INVALID, POSSESSION_INVALID, USCC_INVALID, RECORD_EXISTS, KEY_EXISTS, ONBOARDING_FULL */
  submit(envelope: Envelope): Promise<OnboardingStatus>;
  /** @throws RECORD_UNKNOWN, also once it has expired */
  status(id: string): Promise<OnboardingStatus>;
  /** For a client whose reader is a registrar; oldest first. @throws ROLE_MISSING */
  list(query?: OnboardingQuery): Promise<Page<OnboardingItem>>;
  /** @throws ROLE_MISSING, KEY_UNKNOWN, KEY_REVOKED, RECORD_UNKNOWN */
  refuse(refusal: Envelope): Promise<OnboardingStatus>;
}

const PATH = '/v1/onboarding-requests';
const contentType = 'application/json';

/** @param holder asks the gateways in turn until one has the request */
export function newOnboardingClient(transport: Transport, holder: Transport): OnboardingClient {
  const post = async (send: Transport, path: string, envelope: Envelope): Promise<OnboardingStatus> => {
    const body = formatEnvelope(envelope);
    return readStatus(await readJson(await send({ method: 'POST', path, contentType, body })));
  };
  return {
    submit: (envelope) => post(transport, PATH, envelope),
    status: async (id) =>
      readStatus(await readJson(await holder(getRequest(`${PATH}/${encodeURIComponent(id)}`)))),
    async list(query = {}) {
      const words = Object.entries(query).map(([name, value]) => [name, String(value)] as [string, string]);
      const text = new URLSearchParams(words).toString();
      const answer = await readJson(await transport(getRequest(text === '' ? PATH : `${PATH}?${text}`)));
      return {
        items: readItems(answer['items']),
        ...('next' in answer ? { next: readString(answer, 'next') } : {}),
      };
    },
    refuse: (refusal) => post(holder, `${PATH}/${readOnboardRefusal(refusal).request}/refusal`, refusal),
  };
}

function readItems(value: JsonValue | undefined): readonly OnboardingItem[] {
  if (!Array.isArray(value)) throw invalid('items is no list');
  return (value as readonly JsonValue[]).map((each) => {
    const item = readObject(each, 'items');
    return { ...readStatus(item), request: readEnvelope(item, 'request') };
  });
}

function readStatus(answer: JsonObject): OnboardingStatus {
  const said = readString(answer, 'state');
  const state = states.find((each) => each === said);
  if (state === undefined) throw invalid(`unknown state ${said}`);
  return {
    id: readString(answer, 'id'),
    state,
    received: readString(answer, 'received'),
    expires: readString(answer, 'expires'),
    ...('refusal' in answer ? { refusal: readEnvelope(answer, 'refusal') } : {}),
  };
}
