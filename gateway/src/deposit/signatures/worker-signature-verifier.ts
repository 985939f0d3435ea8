import { newWorkerPool, SPARE_CORES } from '../../threads/worker-pool.js';
import type { SignatureQuestion } from './signature-question.js';
import type { SignatureVerifier } from './signature-verifier.js';

interface Asked {
  readonly question: SignatureQuestion;
  resolve(isValid: boolean): void;
  reject(error: unknown): void;
}

/** Enough that passing a message to a thread costs next to nothing for each signature. */
const AT_ONCE = 64;

/**
 * A verifier on worker threads. Waking a thread costs about as much as a verification, so what comes in one turn of the
 * event loop, and what comes while all threads are at work, goes to one of them together.
 */
export function newWorkerSignatureVerifier(): SignatureVerifier {
  const script = new URL('./signature-worker.js', import.meta.url);
  const pool = newWorkerPool<SignatureQuestion[], boolean[]>(script, SPARE_CORES);
  const gathered: Asked[] = [];
  let busy = 0;
  let isPlanned = false;

  function plan(): void {
    if (isPlanned) return;
    isPlanned = true;
    setImmediate(send);
  }

  function send(): void {
    isPlanned = false;
    while (gathered.length > 0 && busy < SPARE_CORES) void ask(gathered.splice(0, AT_ONCE));
  }

  async function ask(some: readonly Asked[]): Promise<void> {
    busy += 1;
    try {
      const answers = await pool.run(some.map(({ question }) => question));
      some.forEach((asked, index) => asked.resolve(answers[index] === true));
    } catch (error) {
      some.forEach((asked) => asked.reject(error));
    } finally {
      busy -= 1;
      send();
    }
  }

  return {
    verify: ({ spki }, message, signature) =>
      new Promise((resolve, reject) => {
        gathered.push({ question: { spki, message, signature }, resolve, reject });
        plan();
      }),
    close: () => pool.close(),
  };
}
