import { findLostAnchors } from '@quancheng/gateway';
import { connectLedger } from '@quancheng/ledger';
import { confirm, isAsking, type ConfirmOptions } from '../input/confirm.js';
import { print } from '../output/print.js';
import { readConnection } from './connection-settings.js';
import { readGatewaySettings } from './gateway-settings.js';

/** Shows which anchors a restored ledger has lost, and moves the gateway's memory of them aside once somebody agrees. */
export async function reconcileGateway(path: string, options: ConfirmOptions): Promise<void> {
  const settings = await readGatewaySettings(path);
  const { directory, origin } = settings;
  const ledger = connectLedger(await readConnection(settings));
  try {
    const { head, lost, setAside } = await findLostAnchors({ directory, origin, ledger });
    print(`Ledger’s head of ${origin} 账本记录的日志大小: ${head}`);
    if (lost.length === 0) {
      print('The gateway remembers no anchor beyond it. 网关与账本一致，无需处理。');
      return;
    }
    print(`Anchors that the ledger no longer holds 账本已不再持有的锚定: ${lost.length}`);
    print(`  sizes 大小: ${lost.slice(0, 20).join(', ')}${lost.length > 20 ? ', …' : ''}`);
    print('  Evidence that rests on them is not proven by this ledger: export it again afterwards.');
    print('  依赖这些锚定的证据须在处理后重新导出。日志条目不受影响，将重新锚定。');
    if (options.yes !== true && !isAsking(options)) {
      print('Nothing was changed; add --yes to move them aside. 未作更改；加 --yes 执行。');
      return;
    }
    await confirm('Move them aside 移开这些记录?', options);
    print(`Moved to 已移至: ${await setAside()}`);
  } finally {
    ledger.close();
  }
}
