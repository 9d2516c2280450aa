import fc from 'fast-check';

const INT64_MAX = 2n ** 63n - 1n;
const DAY = 86_400_000;

/** Mostly few different addresses, so that they recur, and some unique ones. */
const address = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 40 }).map((last) => `10.0.0.${last}`) },
  { weight: 1, arbitrary: fc.ipV4() },
  { weight: 1, arbitrary: fc.ipV6().filter((text) => !text.includes('.')) },
  { weight: 1, arbitrary: fc.constantFrom('::1', 'fe80::1', '255.255.255.255', '2001:DB8::A') },
);
const port = fc.integer({ min: 0, max: 65_535 });
const counter = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 99_999_999 }).map(String) },
  { weight: 1, arbitrary: fc.bigInt({ min: 0n, max: INT64_MAX }).map(String) },
  { weight: 1, arbitrary: fc.constantFrom('0', '00', '0000000012', String(INT64_MAX), '123456789') },
);
const time = fc.tuple(fc.integer({ min: -2, max: DAY }), fc.boolean()).map(([offset, inSeconds]) => {
  const millis = Date.parse('2026-11-22') + offset;
  return String(inSeconds ? Math.floor(millis / 1000) : millis);
});
const counters = fc.oneof(
  { weight: 4, arbitrary: fc.array(counter, { minLength: 4, maxLength: 4 }).map((all) => all.join(',')) },
  { weight: 2, arbitrary: fc.constantFrom('0,0,0,0', ',,,') },
);
const mixed = fc
  .array(fc.oneof(counter, fc.constantFrom('', '0')), { minLength: 4, maxLength: 4 })
  .map((all) => all.join(','));
const endpoints = fc.tuple(time, address, address, port, port).map((fields) => fields.join(','));

/** Arbitrary tuples of one version. */
interface ArbitraryTuples {
  readonly category: 'vnet' | 'nsg';
  readonly version: number;
  readonly tuple: fc.Arbitrary<string>;
}

function tupleOf(words: fc.Arbitrary<readonly string[]>, isCounted: (words: readonly string[]) => boolean) {
  return fc.tuple(endpoints, words, counters, mixed).map(([ends, letters, counted, begun]) => {
    return [ends, ...letters, isCounted(letters) ? counted.replace(/^,,,$/, '1,2,3,4') : begun].join(',');
  });
}

const protocol = fc.oneof(fc.constantFrom('6', '17', '1'), fc.integer({ min: 0, max: 255 }).map(String));
const direction = fc.constantFrom('I', 'O');
const encryption = fc.constantFrom('X', 'NX', 'NX_HW_NOT_SUPPORTED', 'NX_SW_NOT_READY', 'SOMETHING_NEW');
const vnetWords = fc.tuple(protocol, direction, fc.constantFrom('B', 'C', 'E', 'D'), encryption);
const nsgWords = fc.tuple(
  fc.constantFrom('T', 'U', '6', '58'),
  direction,
  fc.constantFrom('A', 'D'),
  fc.constantFrom('B', 'C', 'E'),
);

export const TUPLE_KINDS: readonly ArbitraryTuples[] = [
  {
    category: 'vnet',
    version: 4,
    tuple: tupleOf(vnetWords, ([, , state]) => state === 'C' || state === 'E'),
  },
  {
    category: 'nsg',
    version: 2,
    tuple: tupleOf(nsgWords, ([, , decision, state]) => decision === 'A' && state !== 'B'),
  },
  {
    category: 'nsg',
    version: 1,
    tuple: fc.tuple(endpoints, nsgWords).map(([ends, words]) => [ends, ...words.slice(0, 3)].join(',')),
  },
];

const rule = fc.constantFrom(
  'DefaultRule_AllowVnetInBound',
  'UserRule_ssh',
  'a',
  'DefaultRule_DenyAllInBound',
  '',
);
const acl = fc.constantFrom('00000000-0000-0000-0000-000000000000', '/Subscriptions/A//acl', 'ACL');
const mac = fc.constantFrom('000D3A359573', '6045BDEC2532', 'none');
const loggedTime = fc
  .integer({ min: 0, max: DAY })
  .map((offset) => new Date(Date.parse('2026-11-22') + offset).toISOString().replace('Z', '1234Z'));

/** A record as Azure writes it, with tuples of one version. */
export function recordOf(
  { category, version, tuple }: ArbitraryTuples,
  maxTuples = 6,
): fc.Arbitrary<Record<string, unknown>> {
  const tuples = fc.array(tuple, { maxLength: maxTuples });
  if (category === 'nsg') {
    const flows = fc.record({ mac, flowTuples: tuples });
    const rules = fc.record({ rule, flows: fc.array(flows, { minLength: 1, maxLength: 3 }) });
    return fc
      .record({ time: loggedTime, mac, flows: fc.array(rules, { minLength: 1, maxLength: 3 }) })
      .map(({ time: at, mac: macAddress, flows: all }) => ({
        time: at,
        systemId: '05cdbee8-43c6-458e-b53c-d707f958c66b',
        macAddress,
        category: 'NetworkSecurityGroupFlowEvent',
        resourceId:
          '/SUBSCRIPTIONS/11111111-2222-3333-A4B6-000000000000/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/WEB',
        operationName: 'NetworkSecurityGroupFlowEvents',
        properties: { Version: version, flows: all },
      }));
  }
  const groups = fc.record({ rule, flowTuples: tuples });
  const flows = fc.record({ aclID: acl, flowGroups: fc.array(groups, { minLength: 1, maxLength: 4 }) });
  return fc
    .record({
      time: loggedTime,
      mac,
      target: fc.constantFrom('virtualNetworks/Net', 'virtualNetworks/Né/subnets/S', 'networkInterfaces/N'),
      flows: fc.array(flows, { minLength: 1, maxLength: 3 }),
    })
    .map(({ time: at, mac: macAddress, target, flows: all }) => ({
      time: at,
      flowLogVersion: version,
      flowLogGUID: '36094B6B-6999-48cf-8052-f8815f6732d9',
      macAddress,
      category: 'FlowLogFlowEvent',
      flowLogResourceID:
        '/SUBSCRIPTIONS/C088DC46-D692-42AD-A4B6-9A542D28AD2A/RESOURCEGROUPS/NETWORKWATCHERRG/PROVIDERS/MICROSOFT.NETWORK/NETWORKWATCHERS/NETWORKWATCHER_WESTUS/FLOWLOGS/LABS',
      targetResourceID: `/subscriptions/c088dc46-d692-42ad-a4b6-9a542d28ad2a/resourceGroups/labs/providers/Microsoft.Network/${target}`,
      operationName: 'FlowLogFlowEvent',
      flowRecords: { flows: all },
    }));
}

/** A record as Azure writes it, of any version. */
export const usualRecord = fc.oneof(...TUPLE_KINDS.map((kind) => recordOf(kind)));

/** Tuples that Azure never or rarely writes. */
const unusualTuple: fc.Arbitrary<unknown> = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.constant(null),
  fc.constantFrom(
    '1795312803243,10.0.0.1,10.0.0.2,1,2,6,I,B,NX,0,0,0',
    '1795312803243,10.0.0.1,10.0.0.2,1,2,6,I,C,NX,,,,',
    '1795312803243,10.0.0.1,10.0.0.2,1,2,6,I,C,Q,1,1,1,1',
    '1795312803243,10.0.0.1,10.0.0.2,1,65536,6,I,C,NX,1,1,1,1',
    '1795312803243,10.0.0.1,10.0.0.2,1,2,256,I,C,NX,1,1,1,1',
    '1795312803243,10.0.0.1,10.0.0.256,1,2,6,I,C,NX,1,1,1,1',
    '1795312803243,::ffff:1.2.3.4,10.0.0.25,1,2,6,I,C,NX,1,1,1,1',
    '1795312803243,10.0.0.1,10.0.0.2,1,2,6,I,C,NX,9223372036854775808,1,1,1',
    ' 1795312803243,10.0.0.1,10.0.0.2,1,2,6,I,C,NX,1,1,1,1 ',
    '1795312803243,10.0.0.1,10.0.0.2,1,2,6,I,C,NX,1,1,1,1",',
    '179531280324,10.0.0.1,10.0.0.2,1,2,6,I,C,NX,1,1,1,1',
  ),
);

/** A record with a deviation that Azure does not write. */
const unusualRecord = fc
  .tuple(usualRecord, fc.nat({ max: 9 }), unusualTuple, fc.jsonValue())
  .map(([record, what, tuple, value]): Record<string, unknown> => {
    const copy = JSON.parse(JSON.stringify(record));
    const flows = (copy.flowRecords ?? copy.properties).flows;
    const groups = flows.at(-1).flowGroups ?? flows.at(-1).flows;
    switch (what) {
      case 0:
        return { ...copy, extra: value };
      case 1:
        return { ...copy, category: value };
      case 2:
        return { ...copy, time: value };
      case 3:
        groups[0].rule = value;
        return copy;
      case 4:
        groups[0].flowTuples = value;
        return copy;
      case 5:
        flows.push(value);
        return copy;
      case 6:
        flows[0].aclID = 'a"\\é\u2028';
        return copy;
      default:
        groups[0].flowTuples.push(tuple);
        return copy;
    }
  });

const shuffled = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(shuffled)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([key, inner]) => [key, shuffled(inner)]),
        )
      : value;

/** Ways to serialize a record. */
const SERIALIZERS: readonly ((record: unknown) => string)[] = [
  (record) => JSON.stringify(record),
  (record) => JSON.stringify(record),
  (record) => JSON.stringify(record),
  (record) => JSON.stringify(record, null, 2),
  (record) => JSON.stringify(shuffled(record)),
  (record) => JSON.stringify(record).replaceAll(',"', ', "'),
];

/** Texts of blobs with usual and unusual records, some of them duplicates, serialized in several ways. */
export const anyBlob = fc
  .tuple(
    fc.array(fc.oneof({ weight: 3, arbitrary: usualRecord }, { weight: 1, arbitrary: unusualRecord }), {
      minLength: 1,
      maxLength: 6,
    }),
    fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 8 }),
    fc.constantFrom('{"records":[', '{ "records": [\n', '', '[', '\ufeff{"records":['),
    fc.constantFrom(',', ',\n', ', '),
    fc.constantFrom(']}', ']}\n', ''),
  )
  .map(([records, order, opener, comma, closer]) => {
    const written = order.map(([which, way]) =>
      (SERIALIZERS[way % SERIALIZERS.length] as (record: unknown) => string)(records[which % records.length]),
    );
    return `${opener}${written.join(comma)}${closer}`;
  });

/** Positions at which bytes are replaced or removed, as fractions of the length. */
export const damage = fc.array(
  fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 255 }), fc.nat({ max: 3 })),
  { minLength: 1, maxLength: 4 },
);

/** The bytes of a text with damage. */
export function damaged(text: string, changes: readonly (readonly [number, number, number])[]): Buffer {
  let bytes = Buffer.from(text);
  for (const [share, byte, removed] of changes) {
    const at = Math.floor(share * bytes.length);
    const instead = removed === 3 ? [] : [byte];
    bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from(instead), bytes.subarray(at + removed)]);
  }
  return bytes;
}
