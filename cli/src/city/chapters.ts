import { defaultAndHold } from './chapters/default-and-hold.js';
import { grantOperation } from './chapters/grant-operation.js';
import { pledgeProduct } from './chapters/pledge-product.js';
import { registerAsset } from './chapters/register-asset.js';
import { registerProduct } from './chapters/register-product.js';
import { setRules } from './chapters/rules.js';
import { shareRevenue } from './chapters/share-revenue.js';
import { tradeProduct } from './chapters/trade-product.js';
import type { City } from './city.js';

export interface Chapter {
  readonly zh: string;
  readonly en: string;
  readonly play: (city: City) => Promise<void>;
}

/** The story up to the dossier. */
export const chapters: readonly Chapter[] = [
  { zh: '规则', en: 'Rules', play: setRules },
  { zh: '数据资产登记', en: 'A data asset is registered', play: registerAsset },
  { zh: '公共数据授权运营', en: 'Public data are given into operation', play: grantOperation },
  { zh: '数据产品登记', en: 'A product is registered', play: registerProduct },
  { zh: '数据产品交易', en: 'The product is traded', play: tradeProduct },
  { zh: '收益分配与缴库', en: 'Revenue is shared, the treasury gets its part', play: shareRevenue },
  { zh: '质押融资', en: 'A bank lends on the product', play: pledgeProduct },
  { zh: '违约与仲裁', en: 'Default, and arbitration', play: defaultAndHold },
];
