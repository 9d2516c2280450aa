/**
 * Monthly costs of examples that are calculated without the code and the prices of the estimate: every price, tier, size and
 * count of this file is written out. Only the measured times and the size of the log come from the assumptions, because each
 * measurement changes them. After a change of a price, calculate the totals again.
 */

/** Prices of tiers: the end of a tier, and dollars per unit. */
type Tiers = readonly (readonly [end: number, price: number])[];

/** The values of assumptions by their names. */
type Assumptions = Readonly<Record<string, number>>;

/** Prices that differ by region. Without a price, Firehose does not count. */
interface Prices {
  readonly logs: Tiers;
  readonly delivery: Tiers;
  readonly logStorage: number;
  readonly insights: number;
  readonly storage: Tiers;
  readonly writes: number;
  readonly reads: number;
  readonly directPut: number;
  readonly vended?: number;
}

const TB = 1_024;

const vended = (...prices: readonly number[]): Tiers =>
  [10 * TB, 30 * TB, 50 * TB, Number.POSITIVE_INFINITY].map((end, tier) => [end, prices[tier] as number]);

const stored = (...prices: readonly number[]): Tiers =>
  [50 * TB, 500 * TB, Number.POSITIVE_INFINITY].map((end, tier) => [end, prices[tier] as number]);

const AWS: Readonly<Record<string, Prices>> = {
  'us-east-1': {
    logs: vended(0.5, 0.25, 0.1, 0.05),
    delivery: vended(0.25, 0.15, 0.075, 0.05),
    logStorage: 0.03,
    insights: 0.005,
    storage: stored(0.023, 0.022, 0.021),
    writes: 0.005,
    reads: 0.0004,
    directPut: 0.029,
  },
  'eu-west-1': {
    logs: vended(0.57, 0.285, 0.114, 0.057),
    delivery: vended(0.285, 0.171, 0.086, 0.057),
    logStorage: 0.03,
    insights: 0.0057,
    storage: stored(0.023, 0.022, 0.021),
    writes: 0.005,
    reads: 0.0004,
    directPut: 0.031,
  },
  'ap-northeast-1': {
    logs: vended(0.76, 0.38, 0.152, 0.076),
    delivery: vended(0.38, 0.228, 0.114, 0.076),
    logStorage: 0.033,
    insights: 0.0076,
    storage: stored(0.025, 0.024, 0.023),
    writes: 0.0047,
    reads: 0.00037,
    directPut: 0.036,
    vended: 0.13,
  },
};

/** A month of one region: the flow logs of an example use the same tiers. */
class Month {
  total = 0;
  private readonly used = new Map<Tiers, number>();

  constructor(
    private readonly prices: Prices,
    private readonly measured: Assumptions,
  ) {}

  toS3(gbPerDay: number): this {
    return this.tiered(this.prices.delivery, gbPerDay * 30);
  }

  toFirehose(gbPerDay: number): this {
    this.total += gbPerDay * 30 * (this.prices.vended ?? 0);
    return this.toS3(gbPerDay);
  }

  /** A log group for 14 days that queries read once, and its subscription, which sends 23 percent. */
  toLogGroup(gbPerDay: number): this {
    const { insights, directPut, logStorage } = this.prices;
    this.total += gbPerDay * 30 * (insights + 0.23 * directPut) + gbPerDay * 14 * 0.17 * logStorage;
    return this.tiered(this.prices.logs, gbPerDay * 30);
  }

  /** Objects that are not compressed, for a year; queries read those of a month. */
  archive(gbPerDay: number, objectsPerDay: number): this {
    this.total += gbPerDay * 30 * 0.005 + (objectsPerDay * 30 * this.prices.writes) / 1_000;
    return this.tiered(this.prices.storage, gbPerDay * 365);
  }

  /** Raw objects, a table of 11 percent for 400 days, and the function between them with its queue, log and metrics. */
  lake(gbPerDay: number, raw: { percent: number; days: number; perDay: number; form: string }): this {
    const objects = raw.perDay * 30;
    const perGb = this.measured[`normalizerMillisPerGb.recommended.${raw.form}`] as number;
    const perObject = this.measured.normalizerMillisPerObject as number;
    const seconds = (gbPerDay * 30 * perGb + objects * perObject) / 1_000;
    const loggedGb = (objects * (this.measured.logBytesPerObject as number)) / 1e9;
    this.total +=
      (objects * 2 * this.prices.writes + objects * this.prices.reads) / 1_000 +
      seconds * (1_769 / 1_024) * 0.0000133334 +
      (objects * 0.2) / 1e6 +
      ((objects * 3 + (5 * 86_400 * 30) / 20) * 0.4) / 1e6 +
      gbPerDay * 30 * 0.11 * 0.005 +
      loggedGb * 3 * 0.05 * this.prices.logStorage +
      10 * 0.3 +
      (raw.form === 'text' ? 7 : 8) * 0.1;
    return this.tiered(this.prices.storage, gbPerDay * raw.days * raw.percent)
      .tiered(this.prices.storage, gbPerDay * 400 * 0.11)
      .tiered(this.prices.logs, loggedGb);
  }

  private tiered(tiers: Tiers, quantity: number): this {
    const before = this.used.get(tiers) ?? 0;
    this.used.set(tiers, before + quantity);
    let start = 0;
    for (const [end, price] of tiers) {
      const within = Math.min(end, before + quantity) - Math.max(start, before);
      if (within > 0) this.total += within * price;
      start = end;
    }
    return this;
  }
}

/** Costs of an example by its volume in GB per day. */
type Example = (month: Month, gb: number) => Month;

const S3_OBJECTS: Readonly<Record<number, number>> = { 2: 288, 500: 6_912 };

const EXAMPLES: Readonly<Record<string, Example>> = {
  'cdk-vpc': (month, gb) => month.toS3(gb).lake(gb, s3Objects(gb, 90)),
  'cdk-central': (month, gb) => month.toS3(gb).lake(gb, s3Objects(gb, 365)),
  'cdk-cloudwatch-to-lake': (month, gb) =>
    month
      .toLogGroup(gb)
      .lake(gb, { percent: 0.23, days: 90, perDay: gb === 2 ? 288 : 1_728, form: 'subscription' }),
  'cdk-firehose': (month, gb) =>
    month
      .toFirehose(gb)
      .archive(gb, gb === 2 ? 576 : 95_616)
      .toFirehose(gb)
      .lake(gb, { percent: 0.18, days: 90, perDay: gb === 2 ? 288 : 7_488, form: 'firehose' }),
};

function s3Objects(gb: number, days: number) {
  return { percent: 0.17, days, perDay: S3_OBJECTS[gb] as number, form: 'text' };
}

/** Dollars per GB that is collected and analyzed, of rows, of stored GB, and per thousand write operations. */
const AZURE: Readonly<Record<string, readonly [row: number, stored: number, writes: number]>> = {
  westeurope: [2.99, 0.0196, 0.0054],
  eastus2: [2.76, 0.0184, 0.005],
  japaneast: [3.34, 0.02, 0.005],
};

/** Flow records, a tenth of them as rows of Traffic Analytics, and blobs for 90 days: below 50 TB at both volumes. */
function analytics(gb: number, region: string): number {
  const [row, storedGb, writes] = AZURE[region] as (typeof AZURE)[string];
  return gb * 30 * (0.5 + 2.3 + 0.1 * row) + gb * 90 * storedGb + 1.44 * 30 * writes;
}

/**
 * Calculates the monthly cost of an example.
 *
 * @param gb 2 or 500 GB per day
 * @param measured assumptions of the estimate, for the measured times and the size of the log
 * @returns dollars with two digits after the point
 */
export function independentCost(example: string, gb: number, region: string, measured: Assumptions): string {
  const own = EXAMPLES[example];
  const dollars = own ? own(new Month(AWS[region] as Prices, measured), gb).total : analytics(gb, region);
  return dollars.toFixed(2);
}

/** The totals by example and volume, in the order of the regions. New measurements of times change them by less than 0.1 percent. */
export const LITERAL_TOTALS: readonly (readonly [example: string, gb: number, totals: readonly string[]])[] =
  [
    ['cdk-vpc', 2, ['21.84', '23.94', '29.87']],
    ['cdk-vpc', 500, ['3972.30', '4430.68', '5734.02']],
    ['cdk-cloudwatch-to-lake', 2, ['38.04', '42.31', '54.16']],
    ['cdk-cloudwatch-to-lake', 500, ['7281.00', '8181.80', '10693.60']],
    ['cdk-firehose', 2, ['54.16', '58.36', '87.05']],
    ['cdk-firehose', 500, ['10358.60', '11131.98', '17555.35']],
    ['cdk-central', 2, ['23.99', '26.09', '32.21']],
    ['cdk-central', 500, ['4508.10', '4966.48', '6316.57']],
    ['cdktf-analytics', 2, ['189.70', '188.09', '191.86']],
    ['cdktf-analytics', 500, ['47367.23', '46968.22', '47910.22']],
  ];

/** The regions of the totals. */
export function regionsOf(example: string): string[] {
  return Object.keys(example.startsWith('cdktf-') ? AZURE : AWS);
}
