import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatFraudProof, type FraudResult } from '@quancheng/verifier';
import { expect } from 'chai';
import { withTemporaryFolder } from '../sdk/support/temporary-folder.js';
import { consortium, cosignedForkProof, noteOf, world } from '../verifier/fraud/fraud-world.js';
import { runHere } from './support/run-here.js';

describe('quancheng verify of a fraud proof', () => {
  it('says in both languages who is convicted of what, and what is not proven', async () => {
    await withFiles(async (verify) => {
      const { output } = await verify(formatFraudProof(cosignedForkProof()));
      expect(process.exitCode).to.equal(0);
      expect(output).to.match(/日志 log\.example\.org\/jinan（运营方 \S+）对大小为 6 的树签署了两个不同的根/);
      expect(output).to.include('signed two different trees of size 6');
      expect(output).to.include('The witness arbitration.example/witness cosigned both trees');
      expect(output).to.include('Verdict 结论: fraud-proven');
      expect(output).to.match(/Not proven 未证明:\n {2}– .*窃取密钥者/);
    });
  });

  it('says that nothing is proven where the parts agree, and as JSON', async () => {
    await withFiles(async (verify) => {
      const same = formatFraudProof({ kind: 'fork', notes: [noteOf(world, 6), noteOf(world, 6)] });
      const { output } = await verify(same);
      expect(process.exitCode).to.equal(1);
      expect(output).to.include('FRAUD_NOT_SHOWN').and.not.include('Convicted');
      const json = JSON.parse((await verify(same, '--json')).output) as FraudResult;
      expect(json).to.include({ verdict: 'mismatch', code: 'FRAUD_NOT_SHOWN' });
    });
  });
});

type Verify = (bytes: Uint8Array, ...words: readonly string[]) => ReturnType<typeof runHere>;

async function withFiles(use: (verify: Verify) => Promise<void>): Promise<void> {
  const before = process.exitCode;
  await withTemporaryFolder(async (home) => {
    const [root, file] = [join(home, 'root.json'), join(home, 'x.fraud-proof.json')];
    await writeFile(root, consortium.rootEnvelope);
    await use(async (bytes, ...words) => {
      await writeFile(file, bytes);
      return runHere(home, ['verify', file, '--trust-root', root, ...words]);
    });
  });
  process.exitCode = before;
}
