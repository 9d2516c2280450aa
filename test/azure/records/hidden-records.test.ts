import { describe, expect, test } from 'vitest';
import { RejectCode } from '../../../flows/rejects';
import { blobOf, nsgRecord, readBlob, vnetRecord } from './read-blob';
import { expectSame } from './read-both';

const tuple = (number: number) =>
  `174307623${5000 + number},10.11.1.4,23.208.236.42,52668,80,6,O,E,NX,5,516,3,1019`;
const [one, two, three] = [1, 2, 3].map((number) => vnetRecord([tuple(number)])) as [object, object, object];
const [A, B, C] = [one, two, three].map((record) => JSON.stringify(record)) as [string, string, string];
const nsg = nsgRecord(1, ['1487282421,192.0.2.95,10.1.0.4,51529,5358,T,I,D']);

/** Both readers agree; returns what the reference reader found: the start of each row, and the problem of each reject. */
async function read(text: string): Promise<(bigint | string)[]> {
  await expectSame(Buffer.from(text));
  const { rows, rejects } = readBlob([text]);
  return [
    ...rows.map(({ start_time }) => (start_time as bigint) % 10n),
    ...rejects.map(({ detail }) => detail),
  ];
}

const ALL = [1n, 2n, 3n];

describe('no record is hidden by', () => {
  test.each([
    ['a second array of records', `{"records":[${A}],"records":[${B},${C}]}`],
    ['an array of records under another key', `{"records":[${A}],"value":[${B},${C}]}`],
    ['an unknown key with records after the array', `{"records":[${A}],"more":[${B},${C}]}`],
    ['an unknown key with records before the array', `{"more":{"a":[${A},${B}]},"records":[${C}]}`],
    ['arrays in an array', `[{"records":[${A},${B}]},[${C}]]`],
    ['an envelope', `{"a":{"b":[{"records":[${A}]},${B}],"c":"x"},"d":${C}}`],
    ['an array that is a sole record', `{"records":${A}}{"records":[${B}]}{"value":${C}}`],
    ['blobs as lines', `{"records":[${A}]}\n{"records":[${B},${C}]}\n`],
    ['an array of the answer of an API', `{"@odata.context":"x","value":[${A},${B},${C}],"nextLink":null}`],
  ])('%s', async (_, text) => {
    expect((await read(text)).sort()).toEqual(ALL);
  });

  test.each(['extra', 'records', 'value', 'properties'])('a record in a record, under %s', async (key) => {
    for (const nested of [two, [two], { a: [[two]] }]) {
      const found = await read(blobOf({ ...one, [key]: nested }, three));
      expect(found.sort()).toEqual(ALL);
    }
  });

  test('a record in a record of the other category', async () => {
    const { rows } = readBlob([blobOf({ ...one, nested: nsg })]);
    expect(rows.map(({ log_type }) => log_type)).toEqual(['vnet', 'nsg']);
  });

  test('records in the parts of a record', async () => {
    const flows = [{ aclID: 'a', x: two, flowGroups: [{ rule: 'r', y: [three], flowTuples: [tuple(1)] }] }];
    expect((await read(blobOf({ ...one, flowRecords: { flows } }))).sort()).toEqual(ALL);
  });
});

describe('is a reject that names the place:', () => {
  test.each([
    ['tuples outside of the flows', { flowTuples: [tuple(2)] }, 'flowTuples'],
    ['flows in an unknown member', { a: { b: { flowTuples: [tuple(2)] } } }, 'a.b'],
    ['other objects in the place of records', { records: [{ a: 1 }] }, 'records'],
  ])('%s', async (_, more, path) => {
    expect(await read(blobOf({ ...one, ...more }))).toEqual([
      1n,
      `the record contains flows at "${path}", where no record has any`,
    ]);
  });

  test.each([
    [
      'a key of a record',
      `{"records":[${A.replace('"flowRecords"', '"flowRecords":{},"flowRecords"')}]}`,
      'flowRecords',
    ],
    [
      'a key of a group',
      `{"records":[${A.replace('"flowTuples"', '"flowTuples":["x"],"flowTuples"')}]}`,
      'flowTuples',
    ],
    ['an escaped key', `{"records":[${A.replace('"rule"', '"r\\u0075le":"x","rule"')}]}`, 'rule'],
    ['a key of an envelope', `{"count":1,"count":2,"x":3,"records":[`, 'count'],
  ])('%s that occurs twice', async (_, text, key) => {
    expect(await read(text)).toEqual([`the record contains the key "${key}" twice`]);
  });

  test('an unknown member beside records', async () => {
    expect(await read(`{"a":1,"records":[${A}],"b":{},"count":[2],"nextLink":"x"}`)).toEqual([
      1n,
      'the record list has the unknown member "a" beside its records',
      'the record list has the unknown members "b", "count" beside its records',
    ]);
  });
});

test('a record is a duplicate wherever it is', () => {
  const { rows, duplicates } = readBlob([`{"records":[${A},{"x":${A}}],"value":[${A}],"y":[${A}]}`]);
  expect([rows.length, duplicates]).toEqual([1, 3]);
});

describe('a control character', () => {
  const texts = ['\0', '\n', '\t', '\x1f', '\x7f'];

  test.each(texts)('%j in a rule rejects the tuples of the rule', async (character) => {
    const record = vnetRecord([], {
      flowRecords: {
        flows: [
          {
            aclID: 'a',
            flowGroups: [
              { rule: `r${character}`, flowTuples: [tuple(1), tuple(2)] },
              { rule: 'é\u0080\u202e\u200b', flowTuples: [tuple(3)] },
            ],
          },
        ],
      },
    });
    await expectSame(Buffer.from(blobOf(record)));
    const { rows, rejects } = readBlob([blobOf(record)]);
    expect(rows).toMatchObject([{ rule: 'é\u0080\u202e\u200b' }]);
    expect(rejects).toMatchObject(
      [tuple(1), tuple(2)].map((raw) => ({
        code: RejectCode.CONTROL_CHARACTER,
        raw,
        detail: `rule: ${JSON.stringify(`r${character}`)} contains a control character`,
      })),
    );
  });

  test.each(['macAddress', 'flowLogGUID', 'flowLogResourceID', 'targetResourceID'])(
    'in %s rejects the tuples of the record',
    async (key) => {
      for (const character of texts) {
        const bad = vnetRecord([tuple(1), tuple(2)], { [key]: `/a${character}` });
        expect(await read(blobOf(bad, three))).toEqual([
          3n,
          ...Array(2).fill(expect.stringMatching(`^${key}: `)),
        ]);
      }
    },
  );

  test('in the key of an NSG group rejects its tuples', () => {
    const record = JSON.stringify(nsg).replace('6045BDEC2532', '6045\\u0007');
    expect(readBlob([record]).rejects).toMatchObject([{ code: RejectCode.CONTROL_CHARACTER }]);
  });
});

describe('an invalid value beside the tuples', () => {
  test.each([
    ['time', 'yesterday', 'logged_time'],
    ['time', '2026-13-01T00:00:00Z', 'logged_time'],
    ['time', 5, 'logged_time'],
    ['macAddress', 12, 'mac_address'],
    ['flowLogGUID', ['x'], null],
    ['flowLogResourceID', {}, null],
    ['targetResourceID', true, 'resource_id'],
  ])('%s %j leaves the column null and the tuples as rows', async (key, value, column) => {
    const text = blobOf(vnetRecord([tuple(1), tuple(2)], { [key]: value }), three);
    await expectSame(Buffer.from(text));
    const { rows, rejects, invalidValues } = readBlob([text]);
    expect([rows.length, rejects]).toEqual([3, []]);
    expect(invalidValues).toEqual([key]);
    if (column !== null) expect(rows[0]).toMatchObject({ [column]: null });
  });

  test.each(['operationName', 'systemId', 'anything'])('%s has no column and is not read', async (key) => {
    expect(await read(blobOf(vnetRecord([tuple(1)], { [key]: [1] })))).toEqual([1n]);
  });

  test.each([
    ['+00:00', '2026-11-22T10:01:37.7568150+00:00', '2026-11-22T10:01:37.756Z'],
    ['another offset', '2026-11-22T10:01:37+05:30', '2026-11-22T04:31:37.000Z'],
  ])('may be a time with %s', async (_, time, expected) => {
    const text = blobOf(vnetRecord([tuple(1)], { time }));
    expect(await expectSame(Buffer.from(text))).toBe(1);
    expect(readBlob([text]).rows).toMatchObject([{ logged_time: BigInt(Date.parse(expected)) }]);
  });

  test.each([
    vnetRecord([tuple(1)], { flowLogVersion: '4' }),
    vnetRecord([tuple(1)], { flowLogVersion: '4.0' }),
    { ...nsg, properties: { ...(nsg.properties as object), Version: '1' } },
  ])('may be a version as text', async (record) => {
    await expectSame(Buffer.from(blobOf(record)));
    const { rows, rejects } = readBlob([blobOf(record)]);
    expect([rows.length, rejects]).toEqual([1, []]);
  });
});
