// Monthly cost of examples, calculated without the code of the estimate: one sum for each price, with its calculation as text.

const DAYS = 30;
const MIB = 2 ** 20;

/** Days of retention of a lake: raw objects, table, log of the normalizer; and the metrics of its seven alarms. */
const LAKE = { raw: 90, table: 400, log: 90, alarmMetrics: 7 };

/** The examples, with the quantities of their charges for a volume in GB per day. */
export const EXAMPLES_BY_HAND = {
  'cdk-vpc': {
    title: 'a VPC to a lake',
    quantities: (gb, assumed) => [
      ['s3Delivery', gb * DAYS, `${gb} x 30`],
      ...lake(gb, assumed, 'text', deliveries(gb)),
    ],
  },
  'cdk-s3': {
    title: 'a VPC to a bucket, as Parquet, for 365 days',
    quantities: (gb, assumed) => [
      ['s3Delivery', gb * DAYS, `${gb} x 30`],
      ['parquetConversion', gb * DAYS, `${gb} x 30`],
      ...bucket(gb, assumed['rawPercent.recommended.parquet'], 365, deliveries(gb)),
    ],
  },
  'cdk-cloudwatch-to-lake': {
    title: 'a VPC to a log group for 14 days, and from there to a lake',
    quantities: (gb, assumed) => {
      const group = assumed['logGroupPercent.recommended'];
      const sent = assumed['rawPercent.recommended.subscription'];
      return [
        ['cloudWatchDelivery', gb * DAYS, `${gb} x 30`],
        ['cloudWatchStorage', (gb * 14 * group) / 100, `${gb} x 14 x ${group} %`],
        ['logsInsightsScan', gb * DAYS, `${gb} x 30`],
        ['firehoseIngestion', (gb * DAYS * sent) / 100, `${gb} x 30 x ${sent} %`],
        ...lake(gb, assumed, 'subscription', buffers((gb * sent) / 100, 64)),
      ];
    },
  },
  'cdk-firehose': {
    title: 'a VPC to two delivery streams: to an archive that never expires (365 days), and to a lake',
    quantities: (gb, assumed) => [
      ...['firehoseDelivery', 'firehoseVendedIngestion'].map((name) => [
        name,
        2 * gb * DAYS,
        `2 x ${gb} x 30`,
      ]),
      ...bucket(gb, 100, 365, buffers(gb, 5)),
      ...lake(gb, assumed, 'firehose', buffers(gb, 64)),
    ],
  },
};

/**
 * Returns the charges of an example, the sum of those with a price, and whether a price is unknown.
 *
 * @param prices of a region
 */
export function costByHand(example, gb, prices, assumed) {
  const charges = new Map();
  for (const [name, quantity, text] of EXAMPLES_BY_HAND[example].quantities(gb, assumed)) {
    const before = charges.get(name) ?? { quantity: 0, texts: [] };
    charges.set(name, { quantity: before.quantity + quantity, texts: [...before.texts, text] });
  }
  const lines = [...charges].map(([name, { quantity, texts }]) => ({
    name,
    quantity,
    calculation: texts.join(' + '),
    amount: prices[name] && amountOf(prices[name].tiers, quantity),
  }));
  return {
    lines,
    total: lines.reduce((sum, { amount = 0 }) => sum + amount, 0),
    isLowerBound: lines.some(({ amount }) => amount === undefined),
  };
}

/** One delivery each five minutes, in files of 75 MB at most. */
function deliveries(gb) {
  return 288 * Math.max(1, Math.ceil((gb * 1000) / 288 / 75));
}

/** One object each five minutes, or whenever the buffer is full. */
function buffers(gb, mebibytes) {
  return 288 * Math.max(1, Math.ceil((gb * 1e9) / 288 / (mebibytes * MIB)));
}

function bucket(gb, percent, days, objectsPerDay) {
  const objects = objectsPerDay * DAYS;
  return [
    ['s3Storage', (gb * days * percent) / 100, `${gb} x ${days} x ${percent} %`],
    ['s3WriteRequests', objects / 1e3, `${objects} / 1000`],
    ['athenaScan', (gb * DAYS * percent) / 100, `${gb} x 30 x ${percent} %`],
  ];
}

function lake(gb, assumed, form, objectsPerDay) {
  const objects = objectsPerDay * DAYS;
  const raw = assumed[`rawPercent.recommended.${form}`];
  const table = assumed['tablePercent.recommended'];
  const millis = assumed[`normalizerMillisPerGb.recommended.${form}`];
  const { normalizerMillisPerObject, logBytesPerObject, logPercent, customMetrics } = assumed;
  const seconds = (gb * DAYS * millis + objects * normalizerMillisPerObject) / 1e3;
  return [
    ['s3Storage', (gb * LAKE.raw * raw) / 100, `${gb} x ${LAKE.raw} x ${raw} %`],
    ['s3Storage', (gb * LAKE.table * table) / 100, `${gb} x ${LAKE.table} x ${table} %`],
    ['s3WriteRequests', (objects * 2) / 1e3, `${objects} x 2 / 1000`],
    ['s3ReadRequests', objects / 1e3, `${objects} / 1000`],
    [
      'lambdaTime',
      (seconds * 1769) / 1024,
      `(${gb} x 30 x ${millis} + ${objects} x ${normalizerMillisPerObject}) / 1000 x 1769 / 1024`,
    ],
    ['lambdaRequests', objects / 1e6, `${objects} / 1000000`],
    ['sqsRequests', (objects * 3) / 1e6, `${objects} x 3 / 1000000`],
    ['sqsRequests', (21_600 * DAYS) / 1e6, '21600 x 30 / 1000000'],
    ['athenaScan', (gb * DAYS * table) / 100, `${gb} x 30 x ${table} %`],
    ['cloudWatchDelivery', (objects * logBytesPerObject) / 1e9, `${objects} x ${logBytesPerObject} / 10^9`],
    [
      'cloudWatchStorage',
      (objectsPerDay * LAKE.log * logBytesPerObject * logPercent) / 1e11,
      `${objectsPerDay} x ${LAKE.log} x ${logBytesPerObject} / 10^9 x ${logPercent} %`,
    ],
    ['customMetrics', customMetrics, String(customMetrics)],
    ['alarmMetrics', LAKE.alarmMetrics, String(LAKE.alarmMetrics)],
  ];
}

function amountOf(tiers, quantity) {
  let [amount, start] = [0, 0];
  for (const { upTo = Number.POSITIVE_INFINITY, price } of tiers) {
    amount += Math.max(0, Math.min(quantity, upTo) - start) * Number(price);
    start = upTo;
  }
  return amount;
}
