import { encodeHex, sha256, sm3 } from '@quancheng/protocol';
import { draftBody } from '../support/bodies.js';
import { utility } from '../support/parties.js';
import type { RightsStage } from '../support/rights-stage.js';

/** Puts personal data on a ledger in the ways in which its public fields let somebody do so. */
export async function plantOnLedger(
  { must }: RightsStage,
  data: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [datum, text] of Object.entries(data)) {
    const bytes = Buffer.from(text);
    const description = {
      ...(draftBody['description'] as object),
      dataName: text,
      custodian: bytes.toString('hex'),
      scenario: bytes.toString('base64'),
    };
    const name = `${utility.participant}/${datum}`;
    await must('certificate.draft', name, { ...draftBody, description }, utility);
    const digests = { sha256: encodeHex(sha256(bytes)), sm3: encodeHex(sm3(bytes)) };
    const withdrawal = { document: digests };
    await must('certificate.withdraw', name, withdrawal, utility);
  }
}
