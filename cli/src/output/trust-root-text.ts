import { formatVerifierKey } from '@quancheng/protocol';
import { formatFingerprint, isSingleOperator, type TrustRoot } from '@quancheng/verifier';
import { print } from './print.js';
import { visibleText } from './visible-text.js';

/** What a person has to know of a trust root: above all, whom they would believe. */
export function printTrustRoot(root: TrustRoot): void {
  print(`Fingerprint 指纹: ${formatFingerprint(root.fingerprint)}`);
  print(`Consortium 联盟: ${visibleText(root.consortium)}`);
  print(`Ledger 账本: ${root.ledger} (${visibleText(root.channel)}/${visibleText(root.chaincode.name)})`);
  print(`Sequence 序号: ${root.sequence}, issued 签发: ${root.issued}`);
  for (const { mspId, name, operator } of root.organisations) {
    print(`  ${visibleText(name)} (${mspId}), operated by 运营方: ${visibleText(operator)}`);
  }
  for (const { origin, keys } of root.logs) {
    print(`Log 日志: ${origin}`);
    for (const { verifierKey } of keys) print(`  ${formatVerifierKey(verifierKey)}`);
  }
  for (const { verifierKey } of root.witnesses?.witnesses ?? [])
    print(`Witness 见证者: ${visibleText(formatVerifierKey(verifierKey))}`);
  const { endorsement, signatures } = root;
  print(
    `Operators that endorse a read 背书所需运营方: ${endorsement.threshold}; that sign the next root 签署下一信任根: ${signatures.threshold}`,
  );
  if (isSingleOperator(root)) {
    print(
      'Single operator: evidence under this root is self-attested at best. 单一运营方：在此信任根下至多为自证。',
    );
  }
}
