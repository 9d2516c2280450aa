import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FlowField, TgwField, VpcField } from '../../../aws/fields';
import { LogFormat } from '../../../aws/format';
import { type InsightsQuery, insightsQueries, MAX_QUERY_LENGTH, MAX_STATS } from '../../../aws/insights';
import { insightsName } from '../../../aws/insights/query-text';
import { INSIGHTS_QUESTIONS } from '../../../aws/insights/questions';
import { LogClass } from '../../../aws/log-group-settings';
import { QUESTIONS } from '../../../flows/questions';
import { runInsights } from '../../support/insights/run-query';
import { NO_TRAFFIC, record, SAMPLE } from '../sample-records';

const { RECOMMENDED, AWS_DEFAULT, EVERYTHING, SECURITY, ECS, TRANSIT_GATEWAY } = LogFormat;
const FORMATS = { RECOMMENDED, AWS_DEFAULT, EVERYTHING, SECURITY, ECS, TRANSIT_GATEWAY };

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
    expect(missing(...SECURITY.fields)).toEqual({});
    expect(missing(...RECOMMENDED.fields)).toEqual({
      'nat-gateway-talkers': ['${interface-type} or ${resource-id}'],
    });
    const { TGW_ID, TGW_ATTACHMENT_ID, PACKETS_LOST_NO_ROUTE, PACKETS_LOST_BLACKHOLE } = TgwField;
    const lossy = [TGW_ID, TGW_ATTACHMENT_ID, PACKETS_LOST_NO_ROUTE, PACKETS_LOST_BLACKHOLE];
    expect(missing(...lossy)['transit-gateway-losses']).toEqual(
      expect.arrayContaining(['${packets-lost-mtu-exceeded}', '${packets-lost-ttl-expired}']),
    );
  });

  test('where it lacks both of two fields', () => {
    const { SRCADDR, DSTADDR, SRCPORT, DSTPORT, PROTOCOL, BYTES, PKT_SRCADDR } = VpcField;
    const others = [DSTADDR, SRCPORT, DSTPORT, PROTOCOL, BYTES];
    expect(missing(...others)['udp-sources']).toEqual(['${pkt-srcaddr} or ${srcaddr}']);
    expect(missing(...others, SRCADDR)).not.toHaveProperty('udp-sources');
    expect(missing(...others, PKT_SRCADDR)).not.toHaveProperty('udp-sources');
  });

  test('without a report if it is only for the other kind of flow log', () => {
    const { queries, leftOut } = insightsQueries(TRANSIT_GATEWAY);
    expect(leftOut).toEqual([]);
    expect(namesOf(queries)).toContain('transit-gateway-losses');
    for (const name of ['rejected-traffic', 'reachable-ports', 'nat-gateway-talkers']) {
      expect(namesOf(queries)).not.toContain(name);
      expect(namesOf(insightsQueries(EVERYTHING).queries)).toContain(name);
    }
    expect(namesOf(insightsQueries(EVERYTHING).queries)).not.toContain('transit-gateway-losses');
  });

  test('if the class of the log group supports fewer stats commands', () => {
    const { queries, leftOut } = insightsQueries(EVERYTHING, LogClass.INFREQUENT_ACCESS);
    expect(namesOf(queries)).toEqual(['skipdata-rate']);
    for (const { query } of queries) runInsights(query, [], MAX_STATS[LogClass.INFREQUENT_ACCESS]);
    expect(leftOut).toContainEqual(expect.objectContaining({ name: 'top-talkers', missing: [], stats: 4 }));
    for (const { stats } of leftOut) expect(stats).toBeGreaterThan(2);
  });

  test('in every format if it compares hours with each other', () => {
    const compared = ['irregular-traffic', 'traffic-surges', 'expected-traffic', 'coverage-gaps'];
    for (const format of Object.values(FORMATS)) {
      const { queries, leftOut } = insightsQueries(format);
      for (const name of compared) expect(namesOf([...queries, ...leftOut])).not.toContain(name);
    }
  });
});

test('a query with the name of an SQL query has its title, and other names have no SQL query', () => {
  const sql = new Map(QUESTIONS.map(({ name, title }) => [name, title]));
  const others: string[] = [];
  for (const format of Object.values(FORMATS))
    for (const { name, title } of insightsQueries(format).queries)
      if (sql.has(name)) expect(title).toBe(sql.get(name));
      else others.push(name);
  expect([...new Set(others)]).toEqual(['udp-sources']);
});

test('the documentation lists every query', () => {
  const page = readFileSync(join(__dirname, '../../../docs/cdk.md'), 'utf8');
  for (const { name } of INSIGHTS_QUESTIONS) expect(page).toContain(`\`${name}\``);
});

describe('a query uses, if the format has them,', () => {
  test('the address in the packet, the verdict, the reason, the VPC', () => {
    const recommended = commandsOf(RECOMMENDED, 'rejected-traffic').slice(1).join();
    const fewest = commandsOf(AWS_DEFAULT, 'rejected-traffic').slice(1).join();
    for (const name of ['pkt_srcaddr', 'reject_reason', 'network_id', 'own_a']) {
      expect(recommended).toContain(name);
      expect(fewest).not.toContain(name);
    }
    expect(commandsOf(TRANSIT_GATEWAY, 'top-talkers').join()).not.toContain('rejected');
  });

  test('the flags of TCP, which show the opener and the number of connections', () => {
    expect(commandsOf(RECOMMENDED, 'who-connects').join()).toContain('sum(opening)');
    expect(commandsOf(AWS_DEFAULT, 'who-connects').join()).not.toContain('opening');
    // transit gateways report every ACK
    expect(commandsOf(TRANSIT_GATEWAY, 'who-connects').join()).not.toContain('opened_dst');
  });
});

describe('the names of fields', () => {
  test.each([...VpcField.all(), ...TgwField.all()])('%s is one that needs no quotes', (field) => {
    expect(insightsName(field).replace(/_$/, '')).toBe(field.name.replaceAll('-', '_'));
    expect(insightsName(field)).toMatch(/^[a-z]\w*$/);
  });

  test('are never words of the language, nor names that a query defines, even of fields that AWS adds later', () => {
    const format = LogFormat.custom(
      '${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${bytes} ${sort} ${forward}',
    );
    const names = ['srcaddr', 'dstaddr', 'srcport', 'dstport', 'protocol', 'bytes', 'sort_', 'forward_'];
    expect(parsed(commandsOf(format, 'udp-sources')[0])).toMatchObject({ names });
    expectValid(format.fields, commandsOf(format, 'udp-sources').join('\n| '));
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
      account_id_: '123456789010',
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

/** Expects a query to name as many fields as the records have, and to be valid for the evaluator of the tests. */
function expectValid(fields: readonly FlowField[], query: string): void {
  expect(query.length).toBeLessThanOrEqual(MAX_QUERY_LENGTH);
  const { stars, names } = parsed(query);
  expect(stars).toBe(fields.length);
  expect(names).toEqual(fields.map(insightsName));
  expect(runInsights(query, [])).toEqual([]);
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
