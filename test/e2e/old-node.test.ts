import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const scripts = fileURLToPath(new URL('../../../scripts/', import.meta.url));
/** Makes this Node say that it is another one, before the script's first line runs. */
const disguise =
  'data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.18.3"}})';

describe('an old Node', () => {
  for (const script of ['start.js', 'test.js']) {
    it(`is told by ${script} which one is needed, and nothing is installed or run`, () => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        ['--import', disguise, `${scripts}${script}`],
        { encoding: 'utf8' },
      );
      expect(status).to.equal(2);
      expect(stdout).to.equal('');
      expect(stderr).to.match(/^Node 20\.18\.3 is too old: .* needs Node 20\.19 or newer .*\n$/);
    });
  }
});
