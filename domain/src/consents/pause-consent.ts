import { emptyBody, loadNothing } from '../records/nothing.js';
import { contentsOf } from '../records/record.js';
import { transition } from '../records/transition.js';
import { representative, subject } from './consent-actors.js';
import { unexpired } from './consent-rules.js';
import type { Consent } from './consent.js';

/** For a while nothing more is granted. */
export const pauseConsent = transition<Consent, object, object>({
  from: ['active'],
  to: ['paused'],
  body: emptyBody,
  load: loadNothing,
  by: [[subject], [representative]],
  rules: [],
  apply: ({ target }) => ({ record: { ...contentsOf(target), status: 'paused' } }),
});

export const resumeConsent = transition<Consent, object, object>({
  from: ['paused'],
  to: ['active'],
  body: emptyBody,
  load: loadNothing,
  by: [[subject], [representative]],
  rules: [unexpired],
  apply: ({ target }) => ({ record: { ...contentsOf(target), status: 'active' } }),
});
