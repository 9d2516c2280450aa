import type { Price, PriceFile, PriceTier } from '../../flows/cost/price-file';
import type { AwsPriceName } from './charges';

const READ_ON = '2026-11-24';

const VENDED_LOG_SAMPLE = 'aws-samples/sample-cfm-tips-mcp: cloudwatch_service_vended_log.py';
const CALCULATOR_NOTES =
  'notes on the AWS Pricing Calculator form for Amazon CloudWatch, from the Price List API';
const ZENN = 'Zenn, team_delta: VPC フローログのコスト最適化';
const CLICK = 'awsi.click: Why CloudWatch Logs Costs More Than You Expect';
const COMMON_KNOWLEDGE = 'figure that many public projects use';

/** Ends of the tiers of vended logs, in GB: 10, 30 and 50 TB of 1,024 GB. */
const TIER_ENDS = [10_240, 30_720, 51_200] as const;

/**
 * The prices of AWS that the package contains. All of them are from secondary sources, and each has the day of its reading. For
 * exact estimates, pass your own price file (`--prices`).
 */
export const AWS_PRICES: PriceFile<AwsPriceName> = {
  currency: 'USD',
  regions: {
    'us-east-1': {
      cloudWatchDelivery: tiered(VENDED_LOG_SAMPLE, '0.50', '0.25', '0.10', '0.05'),
      cloudWatchDeliveryInfrequent: {
        ...tiered(CALCULATOR_NOTES, '0.25', '0.15', '0.075', '0.05'),
        note: 'read for us-east-2',
      },
      s3Delivery: tiered(VENDED_LOG_SAMPLE, '0.25', '0.15', '0.075', '0.05'),
      firehoseDelivery: tiered(VENDED_LOG_SAMPLE, '0.25', '0.15', '0.075', '0.05'),
      parquetConversion: { ...flat('0.035', CALCULATOR_NOTES), note: 'read for us-east-2' },
      firehoseIngestion: {
        ...flat('0.029', VENDED_LOG_SAMPLE),
        note: 'price of direct puts; AWS does not round vended logs up to 5 KB, and can bill them at another price',
      },
      cloudWatchStorage: flat('0.03', VENDED_LOG_SAMPLE),
      s3Storage: flat('0.023', VENDED_LOG_SAMPLE),
      logsInsightsScan: { ...flat('0.005', CALCULATOR_NOTES), note: 'read for us-east-2' },
      athenaScan: { ...flat('0.005', COMMON_KNOWLEDGE), note: 'a thousandth of 5 USD per TB' },
      lambdaTime: { ...flat('0.0000133334', COMMON_KNOWLEDGE), note: 'arm64, first tier, no free tier' },
    },
    'ap-northeast-1': {
      cloudWatchDelivery: { ...flat('0.76', ZENN), note: 'first tier; the other tiers are unknown' },
      cloudWatchDeliveryInfrequent: {
        ...flat('0.38', ZENN),
        note: 'first tier; the other tiers are unknown',
      },
      s3Delivery: { ...flat('0.38', ZENN), note: 'first tier; the other tiers are unknown' },
      parquetConversion: flat('0.056', ZENN),
      cloudWatchStorage: flat('0.033', ZENN),
      s3Storage: flat('0.025', ZENN),
      logsInsightsScan: flat('0.0076', CLICK),
    },
  },
};

function tiered(source: string, ...prices: readonly string[]): Price {
  const tiers = prices.map((price, index): PriceTier => {
    const upTo = TIER_ENDS[index];
    return upTo === undefined ? { price } : { upTo, price };
  });
  return { tiers, source, asOf: READ_ON, verified: false };
}

function flat(price: string, source: string): Price {
  return { tiers: [{ price }], source, asOf: READ_ON, verified: false };
}
