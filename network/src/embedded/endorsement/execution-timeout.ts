/** How long a contract may run (core.yaml: chaincode.executetimeout). */
const executionTimeoutMs = 30_000;

/** Rejects, in a peer's words, when a contract has not answered in time. A contract that never yields cannot be stopped. */
export async function withinExecutionTimeout<T>(execution: Promise<T>, transactionId: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const expiry = new Promise<never>((_resolve, reject) => {
    const expire = (): void =>
      reject(
        new Error(
          `error in simulation: failed to execute transaction ${transactionId}: error sending: timeout expired while executing transaction`,
        ),
      );
    timer = setTimeout(expire, executionTimeoutMs);
  });
  try {
    return await Promise.race([execution, expiry]);
  } finally {
    clearTimeout(timer);
  }
}
