import { QuanchengError } from '@quancheng/protocol';

const END_OF_TEXT = '\u0003';
const ERASE = new Set(['\u007f', '\b']);
const ENTER = new Set(['\r', '\n', '\u0004']);

/**
 * The passphrase of a key: QUANCHENG_PASSPHRASE, or what the person types, unseen.
 * @throws PASSPHRASE_MISSING if there is neither the variable nor a terminal
 */
export async function askPassphrase(question: string): Promise<string> {
  const given = process.env['QUANCHENG_PASSPHRASE'];
  if (given !== undefined && given !== '') return given;
  if (!process.stdin.isTTY) throw new QuanchengError('PASSPHRASE_MISSING', question);
  const typed = await readUnseen(`${question}: `);
  if (typed === '') throw new QuanchengError('PASSPHRASE_MISSING', 'nothing was typed');
  return typed;
}

/** A new passphrase, which a person types twice. @throws PASSPHRASE_MISSING, OPTION_INVALID if the two differ */
export async function askNewPassphrase(question: string): Promise<string> {
  const first = await askPassphrase(question);
  if (process.env['QUANCHENG_PASSPHRASE'] === first) return first;
  const second = await askPassphrase('Once more 再次输入');
  if (first !== second) throw new QuanchengError('OPTION_INVALID', 'the two passphrases differ');
  return first;
}

/** Reads a line in raw mode: the terminal doesn't echo it. */
function readUnseen(prompt: string): Promise<string> {
  const { stdin, stderr } = process;
  stderr.write(prompt);
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  stdin.resume();
  return new Promise((resolve, reject) => {
    const typed: string[] = [];
    const finish = () => {
      stdin.off('data', read);
      stdin.setRawMode(false);
      stdin.pause();
      stderr.write('\n');
    };
    const read = (chunk: string) => {
      for (const character of chunk) {
        if (character === END_OF_TEXT) {
          finish();
          reject(new QuanchengError('PASSPHRASE_MISSING', 'interrupted'));
          return;
        }
        if (ENTER.has(character)) {
          finish();
          resolve(typed.join(''));
          return;
        }
        if (ERASE.has(character)) typed.pop();
        else typed.push(character);
      }
    };
    stdin.on('data', read);
  });
}
