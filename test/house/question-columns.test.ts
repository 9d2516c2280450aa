import { describe, expect, test } from 'vitest';
import { formatNamed, type LogFormat } from '../../aws/format';
import { insightsQueries } from '../../aws/insights';
import { FLOW_TABLE_QUESTIONS, KQL_QUESTIONS } from '../../azure/questions';
import { QUESTIONS, type ResultColumns } from '../../flows/questions';
import { columnsOfQuery } from '../support/insights/run-query';

/** How the columns of a result differ from those of the SQL query of the same name. */
interface Difference {
  readonly lacks?: readonly string[];
  readonly adds?: readonly string[];
}
type Differences = Readonly<Record<string, Difference>>;

/** Traffic Analytics always knows the opener. It states rules, and neither reasons, packets of rejected flows, nor lists. */
const OF_TRAFFIC_ANALYTICS: Differences = {
  ...Object.fromEntries(
    [
      'top-talkers',
      'who-connects',
      'connecting-countries',
      'reachable-ports',
      'unencrypted-network-traffic',
      'expected-traffic',
      'irregular-traffic',
    ].map((name) => [name, { lacks: ['opener'] }]),
  ),
  'rejected-traffic': { lacks: ['reject_reason', 'opener', 'rejected_packets'], adds: ['rule'] },
  threats: { lacks: ['threat_source', 'opener'] },
};

/** On Azure, a rule is what rejects a flow. */
const OF_FLOW_TABLE: Differences = { 'rejected-traffic': { adds: ['rule'] } };

/** Logs Insights sorts by columns only, and its records contain no cloud, and no columns of enrichment. */
const OF_INSIGHTS: Differences = {
  'top-talkers': { lacks: ['packets_to_destination', 'packets_to_source'], adds: ['total_bytes'] },
  connections: {
    lacks: ['interface', 'packets_to_destination', 'packets_to_source', 'reject_reason', 'rule'],
    adds: ['total_bytes'],
  },
  'who-connects': {
    lacks: ['source_country', 'threat_type', 'packets_to_destination', 'packets_to_source'],
    adds: ['total_bytes'],
  },
  'tcp-traffic-by-source': { lacks: ['packets_to_destination', 'packets_to_source'], adds: ['total_bytes'] },
  'nat-gateway-talkers': { lacks: ['ecs_cluster_name', 'ecs_service_name'], adds: ['total_bytes'] },
  'reachable-ports': { adds: ['total_bytes'] },
  'ssh-rdp-traffic': { lacks: ['packets_to_destination', 'packets_to_source'], adds: ['total_bytes'] },
  'skipdata-rate': { lacks: ['network_id'] },
  'transit-gateway-losses': { lacks: ['first_seen', 'last_seen'] },
};

/** Columns that no query of Logs Insights has, or no transit gateway flow log. */
const NOT_IN_INSIGHTS = ['cloud'];
const NOT_OF_GATEWAYS = [...NOT_IN_INSIGHTS, 'network_id', 'rejected_connections', 'rejected_records'];

interface Columns {
  readonly name: string;
  readonly columns: readonly string[];
}

const KEYS = new Map(QUESTIONS.map(({ name, columns }) => [name, columns.keys]));
const SQL: ReadonlyMap<string, readonly string[]> = new Map(QUESTIONS.map(shown).map(pair));

function shown({ name, columns }: { name: string; columns: ResultColumns }): Columns {
  return { name, columns: [...columns.keys, ...columns.values] };
}

function pair({ name, columns }: Columns): [string, readonly string[]] {
  return [name, columns];
}

function inInsights(format: string): Columns[] {
  const { queries } = insightsQueries(formatNamed(format) as LogFormat);
  return queries.map(({ name, query }) => ({ name, columns: columnsOfQuery(query) }));
}

/** Returns the differences of results from those of the SQL queries of the same names. */
function differencesOf(results: readonly Columns[], omitted: readonly string[] = []): Differences {
  const found: Record<string, Difference> = {};
  for (const { name, columns } of results) {
    const expected = SQL.get(name);
    if (!expected) continue;
    const lacks = expected.filter((column) => !columns.includes(column) && !omitted.includes(column));
    const adds = columns.filter((column) => !expected.includes(column));
    if (lacks.length + adds.length === 0) continue;
    found[name] = { ...(lacks.length > 0 && { lacks }), ...(adds.length > 0 && { adds }) };
  }
  return found;
}

describe('the columns of a question have the same names in each language', () => {
  const kql = KQL_QUESTIONS.map(shown);
  const table = FLOW_TABLE_QUESTIONS.map(shown);

  test('in KQL over Traffic Analytics', () => {
    expect(differencesOf(kql)).toEqual(OF_TRAFFIC_ANALYTICS);
  });

  test('in KQL over the table of the normalizer', () => {
    expect(differencesOf(table)).toEqual(OF_FLOW_TABLE);
  });

  test('in Logs Insights', () => {
    const ofVpc = differencesOf(inInsights('everything'), NOT_IN_INSIGHTS);
    const ofGateways = differencesOf(inInsights('transit-gateway'), NOT_OF_GATEWAYS);
    expect({ ...ofGateways, ...ofVpc }).toEqual(OF_INSIGHTS);
  });

  test.each([...kql, ...table])('in the same order in KQL: $name', ({ name, columns }) => {
    const expected = SQL.get(name) ?? columns;
    const common = expected.filter((column) => columns.includes(column));
    expect(columns.filter((column) => expected.includes(column))).toEqual(common);
  });

  test.each(['everything', 'default', 'transit-gateway'])(
    'in Logs Insights, and all keys sort: %s',
    (format) => {
      for (const { name, query } of insightsQueries(formatNamed(format) as LogFormat).queries) {
        const shownKeys = columnsOfQuery(query).filter((column) => KEYS.get(name)?.includes(column));
        const [, order = ''] = /\| sort ([^\n]+)/.exec(query) ?? [];
        const sorted = order.split(', ').map((key) => key.replaceAll('`', ''));
        expect({ name, keys: shownKeys.filter((key) => !sorted.includes(key)) }).toEqual({ name, keys: [] });
      }
    },
  );
});
