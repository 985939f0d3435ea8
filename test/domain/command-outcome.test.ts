import { formatOutcomes, readOutcomes, type CommandOutcome } from '@quancheng/domain';
import { isQuanchengError } from '@quancheng/protocol';
import { expect } from 'chai';

const at = { tick: 7, time: '2026-11-23T08:00:00.000Z' };
const earlier = { tick: 3, time: '2026-11-23T07:00:00.000Z' };

const outcomes: readonly CommandOutcome[] = [
  { outcome: 'done', result: { version: 1, at } },
  { outcome: 'done', result: { version: 2, at, denied: 'CONSENT_EXPIRED' } },
  { outcome: 'repeated', result: { version: 1, at: earlier } },
  { outcome: 'repeated', result: { version: 1, at: earlier, denied: 'CONSENT_EXPIRED' } },
  { outcome: 'refused', code: 'VERSION_CONFLICT', message: 'x has version 2' },
];

describe('outcomes of commands', () => {
  it('say what is new for each, and the time once', () => {
    const text = formatOutcomes(outcomes, at);
    expect(JSON.parse(text)).to.deep.equal({
      at,
      outcomes: [
        { version: 1 },
        { version: 2, denied: 'CONSENT_EXPIRED' },
        { repeated: { version: 1, at: earlier } },
        { repeated: { version: 1, at: earlier, denied: 'CONSENT_EXPIRED' } },
        { code: 'VERSION_CONFLICT', message: 'x has version 2' },
      ],
    });
  });

  it('are read back as they were', () => {
    expect(readOutcomes(formatOutcomes(outcomes, at))).to.deep.equal(outcomes);
  });

  it('of another form are no answer of this contract', () => {
    const time = JSON.stringify(at);
    const texts = [
      'done',
      '[]',
      '{"at":1,"outcomes":[]}',
      `{"at":${time}}`,
      `{"at":${time},"outcomes":[1]}`,
      `{"at":${time},"outcomes":[{}]}`,
      `{"at":${time},"outcomes":[{"code":"X"}]}`,
      `{"at":${time},"outcomes":[{"repeated":1}]}`,
      `{"at":${time},"outcomes":[{"repeated":{}}]}`,
    ];
    for (const text of texts) {
      let error: unknown;
      try {
        readOutcomes(text);
      } catch (cause) {
        error = cause;
      }
      expect(isQuanchengError(error, 'LEDGER_ANSWER_MALFORMED'), text).to.equal(true);
    }
  });
});
