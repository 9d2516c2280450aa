import { describe, expect, test } from 'vitest';
import { normalize } from '../../../aws/normalize';
import { Enricher } from '../../../flows/enrichment/enricher';
import { openGeoDatabase } from '../../../flows/enrichment/geo-database';
import { ThreatLists } from '../../../flows/enrichment/threat-lists';
import { fileOf } from '../../aws/sample-records';
import { mmdbFile } from '../../support/mmdb';
import { chunks, temporaryDirectory } from '../../support/normalized';
import { contentBelow, filesBelow, parquetRows } from '../../support/table-files';

/** Half of these do not fit into the kernel's 4 MiB for the texts of values, but each half does. */
const THREATS = 24_000;

function addressOf(index: number): string {
  return `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`;
}

function typeOf(index: number): string {
  return `${index}`.padStart(250, 'x');
}

function enricher(): Enricher {
  const lists = new ThreatLists();
  const lines = Array.from({ length: THREATS }, (_, index) => `${addressOf(index)}, ${typeOf(index)}`);
  lists.add('long.txt', lines.join('\n'));
  const database = mmdbFile(
    Array.from({ length: 500 }, (_, index) => [`${addressOf(index)}/32`, { asn: index + 1 }] as const),
  );
  return new Enricher(lists, [openGeoDatabase(database)]);
}

/** A log of rows with the addresses of some threats. */
function logOf(from: number, to: number): string {
  return fileOf(...Array.from({ length: to - from }, (_, index) => ({ dstaddr: addressOf(from + index) })));
}

async function normalized(text: string, enricher: Enricher, directory = temporaryDirectory()) {
  const { outputs } = await normalize({ source: 'x.log', bytes: chunks(text) }, directory, { enricher });
  return (await Promise.all(outputs.map(({ path }) => parquetRows(path)))).flat();
}

describe('the values of addresses', () => {
  test('of earlier sources make room for those of the next one', async () => {
    const all = enricher();
    for (const [from, to] of [
      [0, 12_000],
      [12_000, THREATS],
      [6_000, 18_000],
    ] as const) {
      const rows = await normalized(logOf(from, to), all);
      expect(rows).toHaveLength(to - from);
      const wrong = rows.filter(({ threat_type }, index) => threat_type !== typeOf(from + index));
      expect(wrong).toEqual([]);
    }
  });

  test('that have too much text in one row group are an error', async () => {
    const directory = temporaryDirectory();
    await expect(normalized(logOf(0, THREATS), enricher(), directory)).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringMatching(/more than 4 MiB of text\. Shorten the types of threat/),
    });
    expect(filesBelow(directory)).toEqual([]);
  });

  test('give the same files whatever the kernel has read before', async () => {
    const filesAfter = async (...earlier: string[]) => {
      const all = enricher();
      for (const text of earlier) await normalized(text, all);
      const directory = temporaryDirectory();
      await normalized(logOf(0, 300), all, directory);
      return contentBelow(directory);
    };
    const files = await filesAfter();
    expect(Object.keys(files)).toHaveLength(1);
    expect(await filesAfter(logOf(200, 400))).toEqual(files);
    expect(await filesAfter(logOf(250, 12_000), logOf(12_000, THREATS))).toEqual(files);
  });
});
