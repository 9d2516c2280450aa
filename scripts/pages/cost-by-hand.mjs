// Calculates the monthly cost of examples without the code of the estimate: a quantity and its calculation for each line.

const DAYS = 30;
const BYTES_OF_MIB = 1_048_576;

/** A lake with the defaults: days of table and log, and the metrics of its alarms, with one more for delivery streams. */
const LAKE = { table: 400, log: 90, alarmMetrics: 7, streamAlarmMetrics: 1 };

/** The examples by their directory: regions, and for each flow log its name and the lines of a volume in GB per day. */
export const EXAMPLES = {
  'cdk-vpc': {
    what: 'a flow log to S3, with a lake: raw objects for 90 days, a table for 400 days',
    flowLogs: {
      'NetworkStack/FlowLogs': (gb, assumed) => [
        line('s3Delivery', 'raw records', perMonth(gb)),
        ...lake(gb, assumed, { form: 'text', days: 90, objects: deliveries(gb) }),
      ],
    },
  },
  'cdk-cloudwatch-to-lake': {
    what: 'a flow log to CloudWatch Logs for 14 days, whose subscription sends the records through Firehose to a lake',
    flowLogs: {
      'NetworkStack/FlowLogs': (gb, assumed) => {
        const sent = assumed['rawPercent.recommended.subscription'];
        return [
          line('cloudWatchDelivery', 'raw records', perMonth(gb)),
          line('cloudWatchStorage', 'raw records', [
            gb,
            14,
            over(assumed['logGroupPercent.recommended'], 100),
          ]),
          line('logsInsightsScan', 'raw records', perMonth(gb)),
          line('firehoseIngestion', 'raw records', [...perMonth(gb), over(sent, 100)]),
          ...lake(gb, assumed, { form: 'subscription', days: 90, objects: buffers((gb * sent) / 100, 64) }),
        ];
      },
    },
  },
  'cdk-firehose': {
    what: 'two flow logs: to a delivery stream with a bucket that never expires, and to a delivery stream with a lake',
    flowLogs: {
      'NetworkStack/FlowLogs': (gb) => [
        ...firehose(gb),
        line('s3Storage', 'raw objects', [gb, 365]),
        line('s3WriteRequests', 'raw objects', [buffers(gb, 5), over(DAYS, 1_000)]),
        line('athenaScan', 'raw objects', perMonth(gb)),
      ],
      'NetworkStack/FlowLogs/Resource2': (gb, assumed) => [
        ...firehose(gb),
        ...lake(gb, assumed, { form: 'firehose', days: 90, objects: buffers(gb, 64) }),
      ],
    },
  },
  'cdk-central': {
    what: 'a flow log to the lake of another account: raw objects for 365 days, counted in S3 Standard',
    flowLogs: {
      'NetworkStack/FlowLogs': (gb, assumed) => [
        line('s3Delivery', 'raw records', perMonth(gb)),
        ...lake(gb, assumed, { form: 'text', days: 365, objects: deliveries(gb) }),
      ],
    },
  },
  'cdktf-analytics': {
    what: 'a flow log of Azure with Traffic Analytics each 60 minutes: blobs for 90 days',
    flowLogs: {
      'network/FlowLogs': (gb, assumed) => [
        line('networkLogsCollected', 'flow records', perMonth(gb)),
        ...blobs(gb, assumed),
        line('trafficAnalyticsHourly', 'flow records', perMonth(gb)),
        line('logAnalyticsIngestion', 'records of Traffic Analytics', [
          ...perMonth(gb),
          over(assumed.analyticsPercent, 100),
        ]),
      ],
    },
  },
  'cdktf-normalizer': {
    what: 'a flow log of Azure with a normalizer: blobs for 90 days, a table that never expires, rows in a workspace for 90 days',
    flowLogs: {
      'network/FlowLogs': (gb, assumed) => [
        line('networkLogsCollected', 'flow records', perMonth(gb)),
        ...blobs(gb, assumed),
        ...executions('normalizing', assumed.blocksPerDay, [gb, assumed.blobMillisPerGb / 1_000]),
        ...executions('sweep', assumed.sweepsPerDay),
        line('eventGridOperations', 'blocks', [
          assumed.blocksPerDay,
          DAYS,
          over(assumed.eventOperations, 1_000_000),
        ]),
        line(
          'blobHotLRS',
          'table',
          [gb, 365, over(assumed.tablePercent, 100)],
          [assumed.blocksPerDay, 365, over(assumed.tableBytesPerBlock, 1_000_000_000)],
        ),
        line('blobWritesHotLRS', 'table and cursors', [
          assumed.blocksPerDay,
          DAYS,
          over(assumed.writesPerIncrement, 1_000),
        ]),
        line('logAnalyticsIngestion', 'rows of the normalizer', [
          ...perMonth(gb),
          over(assumed.workspacePercent, 100),
        ]),
        line('logAnalyticsRetention', 'rows of the normalizer', [
          gb,
          90 - assumed.includedRetentionDays,
          over(assumed.workspacePercent, 100),
        ]),
      ],
    },
  },
};

/** The blobs of a flow log of Azure, for 90 days. */
function blobs(gb, assumed) {
  return [
    line('blobHotLRS', 'blobs', [gb, 90, over(assumed.storedJsonPercent, 100)]),
    line('blobWritesHotLRS', 'blobs', [assumed.blocksPerDay, DAYS, over(assumed.writesPerBlock, 1_000)]),
  ];
}

/** Executions of a normalizer of Azure per day with 2 GB: each is billed for a second, or for its work if that is longer. */
function executions(item, perDay, [gb, secondsPerGb] = [0, 0]) {
  const isLonger = gb * secondsPerGb > perDay;
  return [
    line('functionTime', item, isLonger ? [gb, DAYS, secondsPerGb, 2] : [perDay, DAYS, 2]),
    line('functionExecutions', item, [perDay, over(DAYS, 1_000_000)]),
  ];
}

/** Number of objects that a flow log delivers to S3 per day: one delivery each five minutes, in files of 75 MB at most. */
export function deliveries(gb) {
  return 288 * Math.max(1, Math.ceil((gb * 1_000) / 288 / 75));
}

/** Number of objects that a delivery stream writes per day: one each five minutes, or whenever the buffer is full. */
export function buffers(gb, mebibytes) {
  return 288 * Math.max(1, Math.ceil((gb * 1e9) / 288 / (mebibytes * BYTES_OF_MIB)));
}

function firehose(gb) {
  return ['firehoseDelivery', 'firehoseVendedIngestion'].map((name) =>
    line(name, 'raw records', perMonth(gb)),
  );
}

function lake(gb, assumed, { form, days, objects }) {
  const raw = over(assumed[`rawPercent.recommended.${form}`], 100);
  const table = over(assumed['tablePercent.recommended'], 100);
  const memory = over(1_769, 1_024);
  const secondsPerGb = assumed[`normalizerMillisPerGb.recommended.${form}`] / 1_000;
  const bytes = [over(assumed.logBytesPerObject, 1_000_000_000)];
  return [
    line('s3Storage', 'raw objects', [gb, days, raw]),
    line('s3WriteRequests', 'raw objects and table', [
      objects,
      DAYS,
      over(1 + assumed.writesPerObject, 1_000),
    ]),
    line(
      'lambdaTime',
      'normalizing',
      [...perMonth(gb), secondsPerGb, memory],
      [objects, DAYS, assumed.normalizerMillisPerObject / 1_000, memory],
    ),
    line('lambdaRequests', 'normalizing', [objects, over(DAYS, 1_000_000)]),
    line('s3ReadRequests', 'raw objects', [objects, over(DAYS, 1_000)]),
    line('sqsRequests', 'raw objects', [objects, DAYS, over(assumed.queueRequestsPerObject, 1_000_000)]),
    line('s3Storage', 'table', [gb, LAKE.table, table]),
    line('athenaScan', 'table', [...perMonth(gb), table]),
    line('cloudWatchDelivery', 'log of the normalizer', [objects, DAYS, ...bytes]),
    line('cloudWatchStorage', 'log of the normalizer', [
      objects,
      LAKE.log,
      ...bytes,
      over(assumed.logPercent, 100),
    ]),
    line('customMetrics', 'normalizer', [assumed.customMetrics]),
    line('alarmMetrics', 'normalizer', [LAKE.alarmMetrics + (form === 'text' ? 0 : LAKE.streamAlarmMetrics)]),
    line('sqsRequests', 'empty queue', [assumed.idleReceivesPerDay, over(DAYS, 1_000_000)]),
  ];
}

function perMonth(gb) {
  return [gb, DAYS];
}

function over(dividend, divisor) {
  return { dividend, divisor };
}

/** A line whose quantity is a sum of products. A factor is a number or a quotient. */
function line(name, item, ...products) {
  const factorValue = (factor) => (typeof factor === 'number' ? factor : factor.dividend / factor.divisor);
  const quantity = products.reduce(
    (sum, factors) => sum + factors.map(factorValue).reduce((product, value) => product * value, 1),
    0,
  );
  return { name, item, products, quantity };
}
