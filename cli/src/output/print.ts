/** Writes a line to standard output: what the command was asked for. */
export function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** Writes a line to standard error: progress, advice, errors. */
export function remark(line = ''): void {
  process.stderr.write(`${line}\n`);
}
