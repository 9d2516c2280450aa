import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalizeBlob } from '../../azure/normalize';
import { referenceNormalizeBlob } from '../../azure/reference-normalize';
import { Enricher } from '../../flows/enrichment/enricher';
import { openGeoDatabase } from '../../flows/enrichment/geo-database';
import { ThreatLists } from '../../flows/enrichment/threat-lists';
import { mmdbFile } from '../support/mmdb';
import { chunks, temporaryDirectory } from '../support/normalized';
import { parquetRows } from '../support/table-files';
import { anyBlob, usualRecord } from './records/arbitrary-blobs';
import { blobOf, vnetRecord } from './records/read-blob';

const DATABASE = mmdbFile([
  ['10.0.0.0/29', { country: { iso_code: 'NL' }, autonomous_system_number: 64_500 }],
  ['10.0.0.16/28', { autonomous_system_number: 64_501 }],
  ['::/1', { country: { iso_code: 'JP' } }],
]);

function enricher(): Enricher {
  const lists = new ThreatLists();
  lists.add('list.txt', '10.0.0.4/30, botnet\n10.0.0.9\n203.0.0.0/8, half\nfe80::/64, local\n');
  return new Enricher(lists, [openGeoDatabase(DATABASE)]);
}

/** The rows of both tables, in the order of their positions. */
async function rowsOf(normalize: typeof normalizeBlob, bytes: Buffer) {
  const blob = { source: 'PT1H.json', bytes: chunks(bytes), again: () => chunks(bytes) };
  const { outputs, summary } = await normalize(blob, temporaryDirectory(), { enricher: enricher() });
  const rows = (await Promise.all(outputs.map(({ path }) => parquetRows(path)))).flat();
  const positionOf = (row: Record<string, unknown>) =>
    `${String(row.source_row).padStart(9)}${'code' in row}`;
  return { summary, rows: rows.sort((a, b) => (positionOf(a) < positionOf(b) ? -1 : 1)) };
}

test('both readers enrich the tuples of a blob equally', async () => {
  const usual = fc
    .array(usualRecord, { minLength: 1, maxLength: 5 })
    .map((all) => Buffer.from(blobOf(...all)));
  const any = anyBlob.map((text) => Buffer.from(text));
  let enriched = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.oneof({ weight: 3, arbitrary: usual }, { weight: 1, arbitrary: any }),
      async (bytes) => {
        const expected = await rowsOf(referenceNormalizeBlob, bytes);
        expect(await rowsOf(normalizeBlob, bytes)).toEqual(expected);
        enriched += expected.rows.filter(({ src_country }) => typeof src_country === 'string').length;
      },
    ),
    { numRuns: 40 },
  );
  expect(enriched).toBeGreaterThan(0);
});

test('a tuple has the values of its addresses', async () => {
  const tuple = '1795341600000,10.0.0.5,10.0.0.17,1,2,6,O,D,NX,0,0,0,0';
  const { rows } = await rowsOf(normalizeBlob, Buffer.from(blobOf(vnetRecord([tuple]))));
  expect(rows).toMatchObject([
    {
      threat_type: 'botnet',
      threat_source: 'list',
      src_country: 'NL',
      dst_country: null,
      src_asn: 64_500n,
      dst_asn: 64_501n,
    },
  ]);
});
