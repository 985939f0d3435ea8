// Mocha's spec reporter, closed by the plain line that continuous integration reads.
const { reporters } = require('mocha');

module.exports = class PlainCounts extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      process.on('exit', () => {
        const { passes, failures, pending } = this.stats;
        process.stdout.write(`\n${passes} passed, ${failures} failed, ${pending} skipped\n`);
      });
    });
  }
};
