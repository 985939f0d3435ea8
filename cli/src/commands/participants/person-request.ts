import { Command } from 'commander';
import { formatEnvelope } from '@quancheng/protocol';
import { newPossessionStatement, newPseudonym, signStatement } from '@quancheng/sdk';
import { createFile } from '@quancheng/sdk/node';
import { exitCodeHelp } from '../../exit-code.js';
import { readPinnedTrustRoot } from '../../home/trust-store.js';
import { openSigner, readSettings } from '../../input/settings.js';
import { print } from '../../output/print.js';
import { shellWord } from '../../output/shell-word.js';

interface PersonRequestOptions {
  readonly key: string;
  readonly out?: string;
}

/** `quancheng participant person-request`: a fresh pseudonym, and proof that its key is held. */
export function newPersonRequestCommand(): Command {
  return new Command('person-request')
    .description(
      'Person: make a request for your authentication service, under a new pseudonym. 个人入网申请',
    )
    .requiredOption('--key <file>', 'a key file for one recipient alone 仅用于一个接收方的密钥文件')
    .option('--out <file>', 'the request (default: <pseudonym>.request.json) 申请文件')
    .addHelpText(
      'after',
      `\nTake another key and pseudonym for every recipient, so that none can join what they know. 对每个接收方使用不同的密钥与化名。\n${exitCodeHelp}`,
    )
    .action(async (options: PersonRequestOptions) => {
      const settings = await readSettings({});
      const { ledger } = await readPinnedTrustRoot(settings.home);
      const signer = await openSigner(options, settings);
      const pseudonym = newPseudonym();
      const issued = new Date().toISOString();
      const statement = newPossessionStatement({ ledger, issued }, pseudonym, signer.publicKey);
      const path = options.out ?? `${pseudonym}.request.json`;
      await createFile(path, formatEnvelope(await signStatement(statement, [signer])));
      print(`Pseudonym 化名: ${pseudonym}`);
      print(`Request 申请: ${path}`);
      print(
        `Next, your authentication service 下一步，认证服务: quancheng participant person ${shellWord(path)}`,
      );
    });
}
