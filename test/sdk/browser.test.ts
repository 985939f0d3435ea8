import { expect } from 'chai';
import { build } from 'esbuild';
import { checkout } from './support/shared-folder.js';

describe('SDK in a browser', () => {
  it('bundles without anything of Node', async () => {
    const { outputFiles, metafile } = await build({
      stdin: {
        contents:
          "export { newClient, newDocumentStatement, openDelivery, signStatement, verifyReceipt } from '@quancheng/sdk/browser';",
        resolveDir: checkout(),
      },
      bundle: true,
      write: false,
      metafile: true,
      platform: 'browser',
      format: 'esm',
      logLevel: 'silent',
    });
    expect(outputFiles[0]?.text).to.contain('DSSEv1');
    const inputs = Object.keys(metafile.inputs).join('\n');
    expect(inputs).not.to.match(/node_modules\/(level|merkletreejs|buffer)\//);
    expect(inputs).not.to.match(/^node:/m);
  });
});
