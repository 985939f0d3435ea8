import {
  formatOnboardRefusal,
  formatOnboardRequest,
  ONBOARD_REFUSAL_TYPE,
  ONBOARD_REQUEST_TYPE,
  type OnboardRequest,
} from '@quancheng/domain';
import type { Envelope } from '@quancheng/protocol';
import type { AsyncSigner } from '../signer/async-signer.js';
import { signPayload, signStatement } from '../signer/sign-payload.js';
import { newPossessionStatement } from '../statements/command-statements.js';

/** What an applicant says of itself. */
export type OnboardWish = Omit<OnboardRequest, 'possession'>;

/** A request with its proof of possession; to be handed to the registrar, or signed whole for a gateway. */
export async function newOnboardRequest(
  ledger: string,
  wish: OnboardWish,
  signer: AsyncSigner,
): Promise<OnboardRequest> {
  const issued = new Date().toISOString();
  const statement = newPossessionStatement({ ledger, issued }, wish.participant, signer.publicKey);
  return { ...wish, possession: await signStatement(statement, [signer]) };
}

/** The request in the envelope that gateways take. */
export function signOnboardRequest(request: OnboardRequest, signer: AsyncSigner): Promise<Envelope> {
  return signPayload(ONBOARD_REQUEST_TYPE, formatOnboardRequest(request), [signer]);
}

/** A registrar's refusal. */
export interface RefusalTerms {
  /** LedgerId. */
  readonly ledger: string;
  /** The request's id. */
  readonly request: string;
  /** For the applicant to read. */
  readonly reason: string;
  /** The registrar. */
  readonly participant: string;
}

export function signOnboardRefusal(
  { ledger, request, reason, participant }: RefusalTerms,
  signer: AsyncSigner,
): Promise<Envelope> {
  const issued = new Date().toISOString();
  const refusal = { audience: ledger, request, reason, issued, participant, key: signer.publicKey.keyId };
  return signPayload(ONBOARD_REFUSAL_TYPE, formatOnboardRefusal(refusal), [signer]);
}
