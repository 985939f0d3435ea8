import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'chai';
import { REGISTRAR } from '../chaincode/support/test-genesis.js';
import { AGENCY } from '../chaincode/support/test-world.js';
import { openGatewayWorld, type GatewayWorld } from '../gateway/support/gateway-world.js';
import { checkout } from '../sdk/support/shared-folder.js';
import { findProgram } from '../support/find-program.js';
import { openGatewayHome, type GatewayHome } from './support/gateway-home.js';

// A terminal is needed to be asked at: util-linux's script makes one.
describe('a person at a terminal', function () {
  this.timeout(120_000);
  let world: GatewayWorld | undefined;
  let home: GatewayHome;
  let program: string;

  before(async function () {
    const found = findProgram('script');
    if (found === null) {
      console.log('      skipped: there is no program “script” to make a terminal');
      this.skip();
    }
    program = found;
    world = await openGatewayWorld();
    home = await openGatewayHome(world.gateway.address, world.configuration.trustRoot);
    await home.key('registrar.json', 'registrar', 'sm2-sm3');
  });
  after(async () => {
    if (world === undefined) return;
    await world.close();
    await home.remove();
  });

  const change = (name: string, answer: string, ...more: string[]): Promise<string> => {
    const words = ['participant', 'change', AGENCY, '--name', name, '--key', home.at('registrar.json')];
    const quancheng = join(checkout(), 'cli', 'bin', 'quancheng.js');
    const line = [process.execPath, quancheng, ...words, '--participant', REGISTRAR, ...more]
      .map((word) => `'${word}'`)
      .join(' ');
    const child = spawn(program, ['-qec', line, '/dev/null'], {
      env: { ...process.env, QUANCHENG_HOME: home.home },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    let output = '';
    let isAnswered = false;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (isAnswered || !output.includes('[yes/no]')) return;
      isAnswered = true;
      child.stdin.write(`${answer}\n`);
    });
    return new Promise((resolve) => child.on('close', () => resolve(output)));
  };
  const nameNow = async (): Promise<unknown> =>
    (JSON.parse(await home.run('participant', 'show', AGENCY, '--json')) as { name: unknown }).name;

  it('sees what is signed, and nothing is signed without a yes', async () => {
    const output = await change('甲局', 'no');
    expect(output).to.contain('participant.change').and.to.contain('甲局').and.to.contain('NOT_CONFIRMED');
    expect(await nameNow()).to.equal('某单位');
  });

  it('agrees', async () => {
    expect(await change('乙局', 'yes')).to.contain('Done');
    expect(await nameNow()).to.equal('乙局');
  });

  it('need not be asked', async () => {
    const output = await change('丙局', 'no', '--yes');
    expect(output).to.contain('Done').and.not.to.contain('[yes/no]');
    expect(await nameNow()).to.equal('丙局');
  });
});
