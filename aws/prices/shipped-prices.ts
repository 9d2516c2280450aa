import type { PriceFile } from '../../flows/cost/price-file';
import type { AwsPriceName } from './charges';
import { AP_NORTHEAST_1 } from './regions/ap-northeast-1';
import { EU_WEST_1 } from './regions/eu-west-1';
import { US_EAST_1 } from './regions/us-east-1';

/**
 * The prices of AWS that the package contains. All of them are from secondary sources, and each has the day of its source. For
 * exact estimates, make your own price file with `flow-logs prices from-aws`.
 */
export const AWS_PRICES: PriceFile<AwsPriceName> = {
  currency: 'USD',
  regions: {
    'us-east-1': US_EAST_1,
    'eu-west-1': EU_WEST_1,
    'ap-northeast-1': AP_NORTHEAST_1,
  },
};
