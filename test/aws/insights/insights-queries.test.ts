import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FlowField, TgwField, VpcField } from '../../../aws/fields';
import { LogFormat } from '../../../aws/format';
import { type InsightsQuery, insightsQueries, MAX_QUERY_LENGTH } from '../../../aws/insights';
import { insightsName } from '../../../aws/insights/query-text';
import { NO_TRAFFIC, record, SAMPLE } from '../sample-records';

const { RECOMMENDED, AWS_DEFAULT, EVERYTHING, SECURITY, ECS, TRANSIT_GATEWAY } = LogFormat;
const FORMATS = { RECOMMENDED, AWS_DEFAULT, EVERYTHING, SECURITY, ECS, TRANSIT_GATEWAY };

/** Keywords and functions of the language that the queries use. */
const WORDS = new Set(
  (
    'parse as filter not like and or stats sum avg min max count count_distinct by bin sort desc limit fields dedup ' +
    'isIpv4InSubnet isIpv6InSubnet @message @timestamp'
  ).split(' '),
);

const someFormat = fc.oneof(
  fc.shuffledSubarray([...VpcField.all()], { minLength: 1 }),
  fc.shuffledSubarray([...TgwField.all()], { minLength: 1 }),
);

describe.each(Object.entries(FORMATS))('queries for the format %s', (_, format) => {
  const { queries, leftOut } = insightsQueries(format);

  test.each(queries)('$name names every token and uses no other name', ({ query }) => {
    expectValid(format.fields, query);
  });

  test('have distinct names and titles, and a description', () => {
    const all = [...queries, ...leftOut];
    for (const { name } of all) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    expect(new Set(all.map(({ title }) => title)).size).toBe(all.length);
    for (const { description } of queries) expect(description).toMatch(/^[A-Z].*\.$/);
  });
});

test('queries are valid for every format, and each question is either included or left out', () => {
  fc.assert(
    fc.property(someFormat, (fields) => {
      const format = LogFormat.of(...fields);
      const { queries, leftOut } = insightsQueries(format);
      for (const { query } of queries) expectValid(fields, query);
      for (const { missing } of leftOut) {
        expect(missing).not.toEqual([]);
        for (const { placeholder } of fields)
          expect(missing.join(' or ').split(' or ')).not.toContain(placeholder);
      }
      const all = insightsQueries(format.isTransitGateway ? TRANSIT_GATEWAY : EVERYTHING).queries;
      expect(namesOf([...queries, ...leftOut]).sort()).toEqual(namesOf(all).sort());
    }),
  );
});

describe('a query is left out', () => {
  const missing = (...fields: FlowField[]) =>
    Object.fromEntries(
      insightsQueries(LogFormat.of(...fields)).leftOut.map(({ name, missing }) => [name, missing]),
    );

  test('if the format lacks a required field', () => {
    expect(missing(...RECOMMENDED.fields)).toEqual({});
    expect(missing(...AWS_DEFAULT.fields)).toEqual({
      'nat-gateway-talkers': ['${pkt-dstaddr}', '${pkt-srcaddr}'],
    });
    const { TGW_ID, TGW_ATTACHMENT_ID, PACKETS_LOST_NO_ROUTE, PACKETS_LOST_BLACKHOLE } = TgwField;
    const lossy = [TGW_ID, TGW_ATTACHMENT_ID, PACKETS_LOST_NO_ROUTE, PACKETS_LOST_BLACKHOLE];
    expect(missing(...lossy)['lost-packets']).toEqual([
      '${packets-lost-mtu-exceeded}',
      '${packets-lost-ttl-expired}',
    ]);
  });

  test('where it lacks both of two fields', () => {
    const { SRCADDR, PKT_SRCADDR, PROTOCOL } = VpcField;
    expect(missing(PROTOCOL)['udp-sources']).toEqual(['${pkt-srcaddr} or ${srcaddr}']);
    expect(missing(PROTOCOL, SRCADDR)).not.toHaveProperty('udp-sources');
    expect(missing(PROTOCOL, PKT_SRCADDR)).not.toHaveProperty('udp-sources');
  });

  test('without a report if it is only for the other kind of flow log', () => {
    const { queries, leftOut } = insightsQueries(TRANSIT_GATEWAY);
    expect(leftOut).toEqual([]);
    expect(namesOf(queries)).toContain('lost-packets');
    for (const name of ['rejected-traffic', 'reachable-ports', 'nat-gateway-talkers']) {
      expect(namesOf(queries)).not.toContain(name);
      expect(namesOf(insightsQueries(EVERYTHING).queries)).toContain(name);
    }
    expect(namesOf(insightsQueries(EVERYTHING).queries)).not.toContain('lost-packets');
  });
});

describe('a query uses, if the format has them,', () => {
  test('the address in the packet, the subnet, the reason', () => {
    expect(commandsOf(RECOMMENDED, 'top-byte-transfers')).toContain(
      'stats sum(bytes) as bytes_sent by subnet_id, pkt_srcaddr, pkt_dstaddr',
    );
    expect(commandsOf(AWS_DEFAULT, 'top-byte-transfers')).toContain(
      'stats sum(bytes) as bytes_sent by srcaddr, dstaddr',
    );
    expect(commandsOf(RECOMMENDED, 'rejected-traffic').join()).toContain('reject_reason');
    expect(commandsOf(AWS_DEFAULT, 'rejected-traffic').slice(1).join()).not.toContain('reject_reason');
  });

  test('by TCP flags or ports, which side opened a connection', () => {
    expect(commandsOf(RECOMMENDED, 'reachable-ports')).toContain(
      'filter tcp_flags = 2 or tcp_flags = 3 or tcp_flags = 6 or tcp_flags = 7 or (protocol != 6 and srcport - dstport > 0)',
    );
    expect(commandsOf(AWS_DEFAULT, 'reachable-ports')).toContain('filter srcport - dstport > 0');
  });

  test('the interface type, which identifies NAT gateways', () => {
    const filter = 'filter interface_type like "nat_gateway"';
    expect(commandsOf(SECURITY, 'nat-gateway-talkers')).toContain(filter);
    expect(commandsOf(RECOMMENDED, 'nat-gateway-talkers')).not.toContain(filter);
  });

  test('the verdict, which transit gateway logs do not have', () => {
    expect(commandsOf(RECOMMENDED, 'remote-access').at(-3)).toMatch(/, action$/);
    expect(commandsOf(TRANSIT_GATEWAY, 'remote-access').at(-3)).toMatch(/, dstport$/);
  });
});

test('only limit comes after dedup, as the service requires', () => {
  const commands = commandsOf(RECOMMENDED, 'connections').map((command) => command.split(' ')[0]);
  expect(commands.slice(-2)).toEqual(['dedup', 'limit']);
});

describe('the names of fields', () => {
  test.each([...VpcField.all(), ...TgwField.all()])('%s is one that needs no quotes', (field) => {
    expect(insightsName(field)).toBe(field.name.replaceAll('-', '_'));
    expect(insightsName(field)).toMatch(/^[a-z]\w*$/);
    expect(WORDS).not.toContain(insightsName(field));
  });

  test('are never words of the language, even those of fields that AWS adds later', () => {
    const format = LogFormat.custom('${srcaddr} ${sort} ${next-hop-name} ${protocol}');
    expect(parsed(commandsOf(format, 'udp-sources')[0])).toMatchObject({
      names: ['srcaddr', 'sort_', 'next_hop_name', 'protocol'],
    });
  });
});

describe('the first command', () => {
  test.each(Object.entries(FORMATS))('reads records of the format %s', (_, format) => {
    const tokens = format.names.map((name, index) => SAMPLE[name as keyof typeof SAMPLE] ?? `token-${index}`);
    const { names, read } = parsed(insightsQueries(format).queries[0]?.query);
    expect(read(tokens.join(' '))).toEqual(
      Object.fromEntries(names.map((name, index) => [name, tokens[index]])),
    );
  });

  test('reads records without traffic', () => {
    const { read } = parsed(insightsQueries(AWS_DEFAULT).queries[0]?.query);
    expect(read(record(NO_TRAFFIC))).toMatchObject({
      account_id: '123456789010',
      srcaddr: '-',
      bytes: '-',
      log_status: 'NODATA',
    });
  });

  test('does not read what is shorter', () => {
    const { read } = parsed(insightsQueries(AWS_DEFAULT).queries[0]?.query);
    expect(read('2 123456789010 eni-1')).toBeUndefined();
  });
});

/** Expects a query to name as many fields as the records have, to use only defined names, and to define none twice. */
function expectValid(fields: readonly FlowField[], query: string): void {
  expect(query.length).toBeLessThanOrEqual(MAX_QUERY_LENGTH);
  const { stars, names } = parsed(query);
  expect(stars).toBe(fields.length);
  expect(names).toEqual(fields.map(insightsName));

  const commands = query
    .split('\n| ')
    .slice(1)
    .join('\n')
    .replace(/"[^"]*"/g, '');
  const results = [...commands.matchAll(/ as (\w+)/g)].map(([, name]) => name as string);
  const named = [...names, ...results];
  expect(named).toEqual([...new Set(named)]);
  const used = commands.match(/@?[a-z]\w*/gi) ?? [];
  // 1h is a number and a unit
  const unknown = used.filter((word) => !WORDS.has(word) && !named.includes(word) && word !== 'h');
  expect(unknown).toEqual([]);
}

function namesOf(all: readonly { readonly name: string }[]): string[] {
  return all.map(({ name }) => name);
}

function commandsOf(format: LogFormat, name: string): string[] {
  const found = insightsQueries(format).queries.find((query): query is InsightsQuery => query.name === name);
  if (!found) throw new Error(`no query ${name}`);
  return found.query.split('\n| ');
}

/**
 * Reads the first command as the service documents it: each star takes what stands between the texts around it, as
 * little as possible, and the last one takes the rest.
 */
function parsed(query = '') {
  const [, glob = '', aliases = ''] = /^parse @message "([^"]*)" as ([^|\n]*)/.exec(query) ?? [];
  const names = aliases.trim().split(', ');
  const [first = '', ...rest] = glob.split('*');
  return {
    stars: rest.length,
    names,
    read(message: string): Record<string, string> | undefined {
      if (!message.startsWith(first)) return undefined;
      let left = message.slice(first.length);
      const values: string[] = [];
      for (const text of rest) {
        const end = text === '' ? left.length : left.indexOf(text);
        if (end < 0) return undefined;
        values.push(left.slice(0, end));
        left = left.slice(end + text.length);
      }
      return Object.fromEntries(values.map((value, index) => [names[index] as string, value]));
    },
  };
}
