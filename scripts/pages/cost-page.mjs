// The page of the cost: what an estimate counts, what it assumes, and calculations by hand.
import { requireSource } from '../sources.mjs';
import { costByHand, EXAMPLES_BY_HAND } from './cost-by-hand.mjs';
import { page, table } from './markdown.mjs';

const { AWS_ASSUMPTIONS, DEFAULT_AWS_ASSUMPTIONS } = requireSource('aws/cost/assumptions.ts');
const { AWS_NOTES } = requireSource('aws/cost/cost-notes.ts');
const { MEASURED_FIGURES } = requireSource('aws/cost/measured-figures.ts');
const { AWS_CHARGES } = requireSource('aws/prices/charges.ts');
const { AWS_PRICES } = requireSource('aws/prices/shipped-prices.ts');

const REGIONS = ['us-east-1', 'eu-west-1', 'ap-northeast-1'];
const VOLUMES = [2, 500];

export function costPage() {
  return page('Cost', [
    '`flow-logs cost` estimates the monthly cost of the flow logs of an app, from dated prices ([cli.md](cli.md)).',
    '',
    '```sh',
    'npx flow-logs cost cdk.out --gb-per-day 2 --region us-east-1',
    '```',
    '',
    '## What an estimate follows',
    '',
    'An estimate of AWS contains every meter from the flow log to the table:',
    '',
    '- to a bucket: delivery as vended logs, conversion to Parquet, storage, requests, queries;',
    '- to a log group: delivery, storage, queries, and the delivery streams of its subscriptions;',
    '- to a delivery stream: delivery and ingestion as vended logs, which have a price of their own, and the bucket of the',
    '  stream. The records of a subscription are direct puts of compressed documents, with another price;',
    '- a bucket whose objects the normalizer reads: time and requests of the function, requests of the queue, the table,',
    '  queries of the table, the log and the metrics of the function, and the alarms.',
    '',
    'An estimate finds a resource by its reference, its name or its ARN, in all stacks of the artifact. A note names each',
    'resource that receives records and is not counted.',
    '',
    ...AWS_NOTES.map((note) => `- ${note}.`),
    '',
    '## Assumptions',
    '',
    `The sizes and times were measured on ${MEASURED_FIGURES.date} (${MEASURED_FIGURES.machine}) with the function that the constructs deploy,`,
    'over generated records of four formats. An estimate applies the measured format with the nearest number of fields to each flow',
    'log. Real records compress differently: compare the estimate with the first bill, and state the measured volume with',
    '`--measured`. The table has the assumptions for the default format of the constructs; `--details` prints those of an estimate.',
    '',
    ...table(['assumption', 'value', 'meaning'], assumptionRows()),
    '',
    '```sh',
    'node bench/normalizer-cost.mjs     # measures again; writes aws/cost/measured-figures.ts',
    '```',
    '',
    ...table(
      ['format', 'fields', 'compressed text', 'table', 'normalizer, s per GB of text'],
      measuredRows(),
    ),
    '',
    'Shares are percent of the text. The second number of a share is that of files in which the records of a network interface are',
    'adjacent.',
    '',
    '## Calculated by hand',
    '',
    'The sums below are calculated without the code of the estimate, from the same prices and assumptions. A test compares',
    'them with the output of `flow-logs cost` for the examples.',
    '',
    ...table(['example', 'GB per day', ...REGIONS], totalRows()),
    '',
    ...Object.keys(EXAMPLES_BY_HAND).flatMap(calculation),
  ]);
}

function assumptionRows() {
  return Object.entries(AWS_ASSUMPTIONS)
    .filter(([name]) => !name.includes('.') || name.split('.')[1] === 'recommended')
    .map(([name, { value, meaning }]) => [`\`${name}\``, String(value), meaning]);
}

function measuredRows() {
  return MEASURED_FIGURES.formats.map(({ title, fields, textBytes, tableBytes, grouped, forms }) => {
    const percent = (part, whole) => ((100 * part) / whole).toFixed(1);
    const shares = (mixed, adjacent) =>
      `${percent(mixed, textBytes)}; ${percent(adjacent, grouped.textBytes)}`;
    return [
      title,
      String(fields),
      shares(forms.text.storedBytes, grouped.storedBytes),
      shares(tableBytes, grouped.tableBytes),
      ((forms.text.cpuMillis * 1e6) / textBytes).toFixed(1),
    ];
  });
}

function totalRows() {
  return Object.entries(EXAMPLES_BY_HAND).flatMap(([name, { title }]) =>
    VOLUMES.map((gb) => [
      `\`${name}\`: ${title}`,
      String(gb),
      ...REGIONS.map((region) => sumOf(costIn(name, gb, region))),
    ]),
  );
}

function calculation(name) {
  const [gb] = VOLUMES;
  const [region] = REGIONS;
  const cost = costIn(name, gb, region);
  return [
    `### ${name}, ${gb} GB per day, ${region}`,
    '',
    ...table(
      ['charge', 'quantity', 'unit', 'USD per unit', 'USD'],
      [
        ...cost.lines.map((line) => [
          AWS_CHARGES[line.name].charge,
          `${line.calculation}`,
          AWS_CHARGES[line.name].unit,
          AWS_PRICES.regions[region][line.name]?.tiers[0].price ?? 'unknown',
          line.amount === undefined ? 'unknown' : line.amount.toFixed(4),
        ]),
        ['sum', '', '', '', sumOf(cost)],
      ],
    ),
    '',
  ];
}

function costIn(name, gb, region) {
  return costByHand(name, gb, AWS_PRICES.regions[region] ?? {}, DEFAULT_AWS_ASSUMPTIONS);
}

function sumOf({ total, isLowerBound }) {
  return `${isLowerBound ? 'at least ' : ''}${total.toFixed(2)}`;
}
