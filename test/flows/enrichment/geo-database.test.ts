import fc from 'fast-check';
import { Reader, type Response } from 'mmdb-lib';
import { describe, expect, test } from 'vitest';
import { normalize } from '../../../aws/normalize';
import { AddressBits } from '../../../flows/enrichment/address-bits';
import { Enricher } from '../../../flows/enrichment/enricher';
import { GeoDatabaseError, openGeoDatabase } from '../../../flows/enrichment/geo-database';
import { geoDetails } from '../../../flows/enrichment/geo-schema';
import { ThreatLists } from '../../../flows/enrichment/threat-lists';
import { fileOf } from '../../aws/sample-records';
import { mmdbFile } from '../../support/mmdb';
import { chunks, temporaryDirectory } from '../../support/normalized';
import { filesBelow } from '../../support/table-files';

const COUNTRY = ['src_country', 'dst_country'];
const ASN = ['src_asn', 'dst_asn'];
const NAMES = { de: 'Niederlande', en: 'Netherlands', 'zh-CN': '荷兰', es: 'x'.repeat(250) };

/** Records as publishers document them, and what they state. */
const RECORDS: [publisher: string, record: unknown, country: string | null, asn: number | null][] = [
  [
    'GeoLite2 Country',
    {
      continent: { code: 'EU', names: NAMES },
      country: { geoname_id: 2_750_405, iso_code: 'NL', names: NAMES },
      registered_country: { iso_code: 'US' },
    },
    'NL',
    null,
  ],
  [
    'GeoLite2 City',
    {
      city: { names: NAMES },
      country: { iso_code: 'NL' },
      location: { accuracy_radius: 100 },
      subdivisions: [{ iso_code: 'NH', names: NAMES }],
    },
    'NL',
    null,
  ],
  [
    'GeoLite2 ASN',
    { autonomous_system_number: 4_294_967_295, autonomous_system_organization: 'Example' },
    null,
    4_294_967_295,
  ],
  [
    'GeoIP2 Enterprise',
    { country: { iso_code: 'nl' }, traits: { isp: 'x', autonomous_system_number: 64_500 } },
    'NL',
    64_500,
  ],
  [
    'IPinfo Lite',
    { asn: 'AS15169', as_name: 'Google', country: 'United States', country_code: 'US', continent: 'x' },
    'US',
    15_169,
  ],
  ['IPinfo country and ASN', { asn: 'AS64500', country: 'JP', country_name: 'Japan' }, 'JP', 64_500],
  ['an AS number without letters', { asn: 64_501 }, null, 64_501],
  ['an AS number of 64 bits', { autonomous_system_number: 64_502n }, null, 64_502],
];

const INVALID: [what: string, record: unknown][] = [
  ['no such member', { domain: 'example.com' }],
  ['an empty record', {}],
  ['a country that is not a code', { country: 'Netherlands' }],
  ['a country of another type', { country: 5, country_code: ['NL'] }],
  ['an AS number that is not one', { asn: 'Google', autonomous_system_number: 'none' }],
  ['AS 0', { asn: 'AS0', autonomous_system_number: 0 }],
  ['an AS number that is too large', { asn: 4_294_967_296n }],
  ['a record that is a text', 'NL'],
  ['a record that is a list', [{ country_code: 'NL' }]],
];

function detailsOf(database: ReturnType<typeof openGeoDatabase>, address: string) {
  const bits = new AddressBits();
  expect(bits.parseText(address)).toBe(true);
  return database.details(bits);
}

describe('a database', () => {
  test.each(RECORDS)('of %s', (_, record, country, asn) => {
    for (const recordSize of [24, 28, 32] as const) {
      const database = openGeoDatabase(mmdbFile([['192.0.2.0/24', record]], { recordSize }));
      expect(detailsOf(database, '192.0.2.9')).toEqual({ country, asn });
      expect(detailsOf(database, '::ffff:192.0.2.9')).toEqual({ country, asn });
      expect(detailsOf(database, '192.0.3.0')).toEqual({ country: null, asn: null });
      expect(database.columns).toEqual([...(country ? COUNTRY : []), ...(asn ? ASN : [])]);
    }
  });

  test.each(INVALID)('with %s is rejected, and null among others', (_, record) => {
    const content = mmdbFile([['192.0.2.0/24', record]], { type: 'Example-Domains' });
    expect(() => openGeoDatabase(content)).toThrow(
      new GeoDatabaseError(
        'the database of type "Example-Domains" has neither countries nor AS numbers. ' +
          'Use a country, city or ASN database, such as GeoLite2-Country or GeoLite2-ASN',
      ),
    );
    const among = openGeoDatabase(
      mmdbFile([
        ['192.0.2.0/24', record],
        ['198.51.100.0/24', { country_code: 'NL' }],
      ]),
    );
    expect(detailsOf(among, '192.0.2.1')).toEqual({ country: null, asn: null });
    expect(among.columns).toEqual(COUNTRY);
  });

  test('of IPv4 addresses has no IPv6 addresses', () => {
    const database = openGeoDatabase(mmdbFile([['32.1.13.0/24', { country_code: 'NL' }]], { ipVersion: 4 }));
    expect(detailsOf(database, '32.1.13.184').country).toBe('NL');
    // the first bits of the address are those of 32.1.13.184
    expect(detailsOf(database, '2001:db8::1').country).toBeNull();
    expect(database.get('2001:db8::1')).toBeNull();
  });

  test('returns whole records', () => {
    const record = { country: { iso_code: 'NL', names: NAMES }, list: [1, 'two'] };
    const database = openGeoDatabase(mmdbFile([['2001:db8::/32', record]]));
    expect(database.get('2001:db8::1')).toEqual(record);
    expect(database.get('2001:db9::1')).toBeNull();
    expect(database.get('hello')).toBeNull();
    expect(database.type).toBe('Test');
  });

  test('is found to have a value that few records have', () => {
    const networks = Array.from(
      { length: 5_000 },
      (_, index) => [`10.${index >> 8}.${index & 255}.0/24`, { domain: `d${index}` }] as const,
    );
    const database = openGeoDatabase(mmdbFile([...networks, ['192.0.2.1/32', { asn: 'AS5' }]]));
    expect(database.columns).toEqual(ASN);
  });

  test('finds the records that mmdb-lib finds', () => {
    const network = fc.oneof(
      fc.tuple(fc.ipV4(), fc.integer({ min: 1, max: 32 })),
      fc.tuple(
        fc.ipV6().filter((text) => !text.includes('.')),
        fc.integer({ min: 33, max: 128 }),
      ),
    );
    const record = fc.record(
      {
        country: fc.record({ iso_code: fc.constantFrom('NL', 'DE'), geoname_id: fc.nat() }),
        asn: fc.constantFrom('AS1', 'AS70000'),
        other: fc.string({ maxLength: 80 }),
        autonomous_system_number: fc.nat(),
      },
      { requiredKeys: ['country'] },
    );
    const networks = fc.array(fc.tuple(network, record), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(
        networks,
        fc.constantFrom(24, 28, 32),
        fc.array(fc.oneof(fc.ipV4(), fc.ipV6())),
        (all, size, others) => {
          const content = mmdbFile(
            all.map(([[address, length], each]) => [`${address}/${length}`, each] as const),
            { recordSize: size as 24 },
          );
          const database = openGeoDatabase(content);
          const reader = new Reader<Response>(content);
          for (const address of [...all.map(([[each]]) => each), ...others]) {
            if (/^::(ffff:)?[0-9]+\\./.test(address)) continue;
            expect(detailsOf(database, address)).toEqual(geoDetails(reader.get(address)));
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a file that is not a database', () => {
  const content = mmdbFile([
    ['192.0.2.0/24', { country: { iso_code: 'NL', names: NAMES } }],
    ['2001:db8::/32', { autonomous_system_number: 5 }],
  ]);

  test.each([
    ['nothing', ''],
    ['text', 'version srcaddr\n2 192.0.2.1\n'],
    ['the marker alone', '\xab\xcd\xefMaxMind.com'],
  ])('but %s is rejected', (_, text) => {
    expect(() => openGeoDatabase(Buffer.from(text, 'latin1'))).toThrow(/^not a MaxMind DB file/);
  });

  test('but one that ends at any byte is rejected', () => {
    for (let length = 0; length < content.length; length++) {
      expect(() => openGeoDatabase(Buffer.from(content.subarray(0, length)))).toThrow(GeoDatabaseError);
    }
  });

  test('but one without its first bytes is rejected', () => {
    const tail = content.subarray(content.length - 400);
    expect(() => openGeoDatabase(Buffer.from(tail))).toThrow(/fewer than its search tree of \d+ bytes/);
  });

  test('but a damaged record is an error of the sources that need it, and their tables are not written', async () => {
    const good = { country: { iso_code: 'NL' }, asn: 'AS1' };
    const networks = Array.from({ length: 200 }, (_, index) => [`${index + 1}.0.0.0/8`, good] as const);
    const content = mmdbFile([...networks, ['192.0.2.10/32', { country_code: 'DE', asn: 'AS2' }]]);
    // the name is no text any more
    content[content.indexOf('country_code') - 1] = 0xa1;
    const enricher = new Enricher(new ThreatLists(), [openGeoDatabase(content, 'geo.mmdb')]);
    const normalized = async (text: string) => {
      const directory = temporaryDirectory();
      const options = { enricher };
      const { summary } = await normalize(
        { source: 'x.log', bytes: chunks(text) },
        directory,
        options,
      ).finally(() => {
        if (text.includes('192.0.2.10')) expect(filesBelow(directory)).toEqual([]);
      });
      return summary.rows;
    };
    await expect(normalized(fileOf({ srcaddr: '192.0.2.10' }))).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(
        /^the record at offset \d+ of geo\.mmdb is damaged: the name of a member is not a text\. Download the file again$/,
      ),
    });
    expect(await normalized(fileOf({ srcaddr: '192.0.2.11' }))).toBe(1);
  });

  test('but one with changed bytes is an error or a database', () => {
    fc.assert(
      fc.property(fc.nat(content.length - 1), fc.nat(255), (at, byte) => {
        const changed = Buffer.from(content);
        changed[at] = byte;
        try {
          const database = openGeoDatabase(changed);
          for (const address of ['192.0.2.1', '2001:db8::1', '::', '255.255.255.255'])
            detailsOf(database, address);
        } catch (error) {
          expect(error).toBeInstanceOf(GeoDatabaseError);
        }
      }),
      { numRuns: 3_000 },
    );
  });
});
