// Mocha's spec reporter, closed by the plain line that continuous integration reads; where several processes run, each
// tells its counts to the one that started it, which adds them up.
const { reporters } = require('mocha');

module.exports = class PlainCounts extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      if (process.send !== undefined) process.send({ passes, failures, pending });
      else
        process.on('exit', () =>
          process.stdout.write(`\n${passes} passed, ${failures} failed, ${pending} skipped\n`),
        );
    });
  }
};
