// The page of the cost: how an estimate is built, its assumptions, and calculations by hand.
import { requireSource } from '../sources.mjs';
import { buffers, deliveries, EXAMPLES } from './cost-by-hand.mjs';
import { calculationTables, quantityText } from './cost-tables.mjs';
import { ASSUMED, ASSUMPTIONS, CALCULATIONS, INTRODUCTION, PRICES } from './cost-text.mjs';
import { page, table } from './markdown.mjs';

const { DEFAULT_AWS_ASSUMPTIONS } = requireSource('aws/cost/assumptions.ts');
const { MEASURED_FIGURES } = requireSource('aws/cost/measured-figures.ts');
const { DEFAULT_AZURE_ASSUMPTIONS } = requireSource('azure/cost/assumptions.ts');
const { CHARGES, CHARGES_OF, pricedRegions, SHIPPED_PRICES } = requireSource('standard/cost/prices.ts');

const BASIS = {
  charges: CHARGES,
  prices: SHIPPED_PRICES.regions,
  assumed: { ...DEFAULT_AWS_ASSUMPTIONS, ...DEFAULT_AZURE_ASSUMPTIONS },
};
const VOLUMES = [2, 500];
const REGIONS = {
  aws: ['us-east-1', 'eu-west-1', 'ap-northeast-1'],
  azure: ['westeurope', 'eastus2', 'japaneast'],
};

export function costPage() {
  return page('Cost', [
    ...INTRODUCTION,
    '',
    ...PRICES,
    '',
    ...table(['region', 'prices of', 'unknown'], regionRows()),
    '',
    ...ASSUMPTIONS,
    '',
    ...table(['name', 'value', 'meaning', 'source'], assumptionRows()),
    '',
    ...measured(),
    '',
    ...CALCULATIONS,
    '',
    ...table(
      ['example', 'what it contains'],
      Object.entries(EXAMPLES).map(([name, { what }]) => [`\`${name}\``, what]),
    ),
    '',
    ...objectCounts(),
    '',
    ...Object.keys(EXAMPLES).flatMap((name) =>
      VOLUMES.flatMap((gb) =>
        calculationTables(name, gb, name.startsWith('cdktf-') ? REGIONS.azure : REGIONS.aws, BASIS),
      ),
    ),
  ])
    .trimEnd()
    .concat('\n');
}

/** The regions with prices: the dates of their sources, and the charges without a price. */
function regionRows() {
  return Object.entries(CHARGES_OF).flatMap(([cloud, charges]) =>
    pricedRegions(SHIPPED_PRICES, cloud).map((region) => {
      const prices = SHIPPED_PRICES.regions[region];
      const dates = [...new Set(Object.values(prices).map(({ asOf }) => asOf))].sort();
      const unknown = Object.entries(charges).flatMap(([name, { charge }]) => (prices[name] ? [] : [charge]));
      return [
        `\`${region}\``,
        dates.length > 1 ? `${dates[0]} to ${dates.at(-1)}` : dates[0],
        unknownText(unknown, Object.keys(charges).length),
      ];
    }),
  );
}

function unknownText(unknown, count) {
  if (unknown.length === 0) return 'none';
  return unknown.length > 3 ? `${unknown.length} of ${count} charges` : unknown.join('; ');
}

function assumptionRows() {
  return ASSUMED.map(([name, meaning, source]) => [
    `\`${name}\``,
    quantityText(BASIS.assumed[name]),
    meaning,
    source,
  ]);
}

/** The measurements of the other formats. */
function measured() {
  const percent = (part, whole) => ((100 * part) / whole).toFixed(1);
  const rows = MEASURED_FIGURES.formats.map(({ title, fields, textBytes, tableBytes, grouped, forms }) => [
    title,
    String(fields),
    `${percent(forms.text.storedBytes, textBytes)}; ${percent(grouped.storedBytes, grouped.textBytes)}`,
    `${percent(tableBytes, textBytes)}; ${percent(grouped.tableBytes, grouped.textBytes)}`,
    ((forms.text.cpuMillis * 1e6) / textBytes).toFixed(1),
  ]);
  return [
    `Measured on ${MEASURED_FIGURES.date}: ${MEASURED_FIGURES.machine}, at a load of ${MEASURED_FIGURES.loadAverage}, which increases the times. An estimate applies the measured format with the nearest number`,
    'of fields. Sizes are in percent of the text. The second one is that of files in which the records of a network interface are adjacent.',
    '',
    ...table(['format', 'fields', 'compressed text', 'table', 'normalizer, s per GB of text'], rows),
  ];
}

function objectCounts() {
  const sent = BASIS.assumed['rawPercent.recommended.subscription'];
  const [small, large] = VOLUMES;
  const counts = (count) =>
    `${quantityText(count(small))} objects at ${small} GB a day and ${quantityText(count(large))} at ${large} GB`;
  return [
    'The numbers of raw objects per day:',
    '',
    `- Delivery to S3: 288 deliveries of at most 75 MB a file: ${counts(deliveries)}.`,
    '- Delivery stream: an object each 300 seconds, or whenever the buffer is full. The stream of `cdk-firehose` with a buffer of',
    `  5 MiB writes ${counts((gb) => buffers(gb, 5))}; a stream to a lake, with a buffer of 64 MiB,`,
    `  ${counts((gb) => buffers(gb, 64))}.`,
    `- Subscription: the stream receives ${sent} percent of the text: ${counts((gb) => buffers((gb * sent) / 100, 64))}.`,
  ];
}
