import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { QuestionParameter } from '../../aws/question-parameter';
import { savedQuery } from '../../aws/saved-queries';
import { VPC_FLOW_LOGS } from '../../aws/views/vpc-flow-logs';
import { FLOW_VIEWS } from '../../cli/engine/table-views';
import { FLOW_COLUMNS } from '../../flows/columns';
import { QUESTIONS, type SqlQuestion } from '../../flows/questions';
import {
  FILTER_COLUMNS,
  type FilterTexts,
  filteredSql,
  hasEnds,
  parseFilters,
  QuestionFilter,
} from '../../flows/questions/filters';
import { questionSql } from '../../flows/questions/question-sql';
import { REJECT_COLUMNS } from '../../flows/rejects';
import { Relation } from '../../flows/relations';
import { typeText, type View } from '../../flows/views';
import { PUBLISHED_QUERIES } from '../aws/views/published-queries';
import { ACCOUNT } from '../support/aws-cloud';
import { hasCommand, hasPart } from '../support/processes';
import { sorted } from '../support/result';
import type { AthenaLake } from '../support/trino/athena-lake';
import { canRunTrino, HOW_TO_INSTALL } from '../support/trino/parts';
import { rawResult } from '../support/trino/raw-result';
import { LAKE, ORGANISATION, type SampleLake, SampleLakes } from '../support/trino/sample-lakes';
import { dayBefore, OLDEST, OTHER_ACCOUNT, SAMPLES } from '../support/trino/samples';

const present =
  hasPart('moto', 'pip install "moto[server]"', hasCommand('moto_server', '--help')) &&
  hasPart('Trino', HOW_TO_INSTALL, canRunTrino());

/** Days that saved queries cover. */
const DAYS = 7;
const SINCE = dayBefore(DAYS);
/** Range of the partitions: from this many days ago until tomorrow. */
const RECENT_DAYS = Array.from({ length: DAYS + 2 }, (_, index) => dayBefore(DAYS - index));

/** Views with a filter on days. AWS's shape allows two forms. */
const RECENT_OF_VIEWS: readonly (readonly [view: string, condition: string])[] = [
  ...FLOW_VIEWS.filter((view) => view !== VPC_FLOW_LOGS).map(
    ({ name }) => [name, `day >= '${SINCE}'`] as const,
  ),
  [VPC_FLOW_LOGS.name, `day >= '${SINCE.replaceAll('-', '/')}'`],
  [VPC_FLOW_LOGS.name, `"date" >= date '${SINCE}'`],
];

/** Returns the query of a question for the last days, over views of DuckDB. */
function recentQuestion(question: SqlQuestion, condition = ''): string {
  const since = dayBefore(DAYS + (question.loggedHours?.historyDays ?? 0));
  const rows = (table: string) => `select * from main.${table} where day >= '${since}'${condition}`;
  const shown = `hour >= timestamp '${SINCE} 00:00:00'`;
  return questionSql(question, { relation: rows(question.from), logged: rows(Relation.FLOWS), shown });
}

const named = <T extends { name: string }>(all: readonly T[]) => all.map((one) => [one.name, one] as const);

/** The first question of each relation that questions read. */
const OF_EACH_RELATION = Object.values(Relation).flatMap((relation) => {
  return QUESTIONS.filter(({ from }) => from === relation).slice(0, 1);
});

/**
 * Questions with every form of saved query, and those for which the small networks have no rows: Trino plans a query over
 * the view of a relation for seconds. The suite of the small networks runs all questions.
 */
const SAVED_QUERIES = QUESTIONS.filter(
  (question) =>
    OF_EACH_RELATION.includes(question) ||
    question.loggedHours !== undefined ||
    ['threats', 'transit-gateway-losses'].includes(question.name),
);

/** Two lakes, written once; then every table, view and question, in Trino like in Athena, and in DuckDB. */
describe.skipIf(!present)('what Athena would answer', () => {
  let lakes: SampleLakes;
  let athena: AthenaLake;

  beforeAll(async () => {
    lakes = await SampleLakes.write();
    athena = lakes.athena;
  });

  afterAll(() => lakes?.remove());

  test.each([
    ['flows', FLOW_COLUMNS],
    ['rejects', REJECT_COLUMNS],
  ])('the table %s', async (table, columns) => {
    const sql = `select ${[...columns.map(({ name }) => name), 'day'].join(', ')} from ${table}`;
    const answer = await queryTrino(sql);
    expect(sorted(answer)).toEqual(sorted(await askDuckDb(sql)));
    expect(answer.rows.length).toBeGreaterThan(0);
  });

  test.each(named(SAMPLES))('the raw table %s', async (name, flowLog) => {
    const expected = rawResult(flowLog);
    const columns = expected.columns.map((column) => `"${column}"`).join(', ');
    expect(sorted(await queryTrino(`select ${columns} from ${name}`))).toEqual(sorted(expected));
  });

  test.each(named(FLOW_VIEWS))('the view %s', async (name, view) => {
    const columns = view.columns.map((column) => `"${column.name}"`).join(', ');
    const sql = `select ${columns} from ${name}`;
    const answer = await queryTrino(sql);
    expect(sorted(answer)).toEqual(sorted(await askDuckDb(sql)));
    expect(answer.rows.length).toBeGreaterThan(0);
  });

  test.each(named(FLOW_VIEWS))(
    'the types that the view %s states are those of its columns',
    async (_, view) => {
      // except for quotes and white space
      const plain = (type: string) => type.replaceAll(/"|(?<=,) /g, '');
      const types = await athena.typesOf(view.sql('trino'), LAKE.database);
      expect(types.map(plain)).toEqual(view.columns.map(({ type }) => plain(typeText(type, 'trino'))));
    },
  );

  describe.each(PUBLISHED_QUERIES)("AWS's query for $title ($page)", ({ sql, table }) => {
    const ours = sql.replaceAll(table, VPC_FLOW_LOGS.name);

    test('runs unchanged, except for the table name', async () => {
      expect((await queryTrino(ours)).columns.length).toBeGreaterThan(0);
    });

    test('returns rows for the days of the samples', async () => {
      expect((await queryTrino(inOurDays(ours))).rows.length).toBeGreaterThan(0);
    });
  });

  test.each(named(OF_EACH_RELATION))('the question %s without a condition on days', async (_, { sql }) => {
    const answer = await queryTrino(sql);
    expect(answer).toEqual(await askDuckDb(sql));
    expect(answer.rows.length).toBeGreaterThan(0);
  });

  test.each(named(SAVED_QUERIES))('the saved query %s', async (_, question) => {
    const { sql } = savedQuery(question, { database: LAKE.database, days: DAYS });
    const recent = recentQuestion(question);
    // the editor has no selected database
    const answer = await athena.query(sql, 'default');
    expect(answer).toEqual(await askDuckDb(recent));
    expect(answer.rows.length).toBeGreaterThan(0);
  });

  test.each(named(OF_EACH_RELATION))('the saved query %s with parameters', async (_, question) => {
    const props = { database: LAKE.database, days: DAYS, parameters: Object.values(QuestionParameter) };
    const { sql } = savedQuery(question, props);
    const values = await parameterValues(question);
    const answer = await athena.queryWith(values, sql, 'default');
    const literal = withValues(sql.replaceAll(`"${LAKE.database}"`, 'main'), values);
    expect(answer).toEqual(await askDuckDb(literal));
    if (question.from !== Relation.FLOWS) expect(answer.rows.length).toBeGreaterThan(0);
    const days = await athena.partitionsOf('day', withValues(sql, values), LAKE.database);
    expect(days).toEqual([dayBefore(1)]);
  });

  test.each(named(OF_EACH_RELATION))('the question %s with filters', async (_, question) => {
    const values = parseFilters(filtersOf(question), new Date());
    const answer = await athena.query(filteredSql(question, values, `"${LAKE.database}"`), 'default');
    expect(answer).toEqual(await askDuckDb(filteredSql(question, values, 'main')));
    if (question.from !== Relation.FLOWS) expect(answer.rows.length).toBeGreaterThan(0);
  });

  test.each(named(OF_EACH_RELATION))(
    'the saved query %s lists only the files of its days',
    async (_, question) => {
      const { sql } = savedQuery(question, { database: LAKE.database, days: DAYS });
      expect(await athena.partitionsOf('day', sql, LAKE.database)).toEqual(RECENT_DAYS);
    },
  );

  test('the saved queries equal those of the stacks', () => {
    const textOf = (question: SqlQuestion, lake: SampleLake, accountParameter: boolean) =>
      savedQuery(question, { database: lake.database, days: DAYS, accountParameter }).sql;
    for (const question of QUESTIONS) {
      const { name, needs } = question;
      const isEnrichment = needs.some((column) =>
        /^(threat_|src_|dst_)(type|source|country|asn)/.test(column),
      );
      expect(LAKE.queries.get(name)).toBe(isEnrichment ? undefined : textOf(question, LAKE, false));
      expect(ORGANISATION.queries.get(name)).toBe(textOf(question, ORGANISATION, true));
    }
  });

  test('a query of all records lists the files of all days', async () => {
    expect(await athena.partitionsOf('day', 'select * from flows', LAKE.database)).toEqual(
      expect.arrayContaining([dayBefore(OLDEST)]),
    );
  });

  test.each(RECENT_OF_VIEWS)(
    'through the view %s a query of %s lists no other files',
    async (name, condition) => {
      const sql = `select * from ${name} where ${condition}`;
      expect(await athena.partitionsOf('day', sql, LAKE.database)).toEqual(RECENT_DAYS);
    },
  );

  test.each([
    ['"date"', (day: string) => `"date" = date '${day}'`],
    ['a range of "date"', (day: string) => `"date" between date '${day}' and date '${day}'`],
    ['day', (day: string) => `day = '${day.replaceAll('-', '/')}'`],
    ['year, month and "date"', (day: string) => `year = '${day.slice(0, 4)}' and "date" = date '${day}'`],
  ])('through the view vpc_flow_logs a condition on %s lists the files of that day', async (_, condition) => {
    const sql = `select * from vpc_flow_logs where ${condition(dayBefore(1))}`;
    expect(await athena.partitionsOf('day', sql, LAKE.database)).toEqual([dayBefore(1)]);
  });

  test('through the view vpc_flow_logs a condition on year and month lists the files of that month', async () => {
    const [year, month] = dayBefore(OLDEST).split('-');
    const sql = `select * from vpc_flow_logs where year = '${year}' and month = '${month}'`;
    const days = await athena.partitionsOf('day', sql, LAKE.database);
    expect(days).toContain(dayBefore(OLDEST));
    expect(days.filter((day) => !day.startsWith(`${year}-${month}-`))).toEqual([]);
  });

  test('through the view vpc_flow_logs a condition on hour lists the files of all days', async () => {
    const sql = "select * from vpc_flow_logs where hour = '00'";
    expect(await athena.partitionsOf('day', sql, LAKE.database)).toHaveLength(OLDEST + 2);
  });

  test.each(named(SAMPLES))('of the raw table %s a query lists the days it names', async (name) => {
    const partitions = (condition: string) =>
      athena.partitionsOf('delivered_day', `select * from ${name} where ${condition}`, LAKE.database);
    const all = await partitions('true');
    expect(all.length).toBe(OLDEST + 2);
    expect(await partitions(`delivered_day >= '${all[9]}'`)).toEqual(all.slice(9));
  });

  describe('of a lake whose accounts are not known', () => {
    test.each(['flows', 'rejects', ...FLOW_VIEWS.map(({ name }) => name)])(
      '%s wants to know one',
      async (name) => {
        const failure = athena.query(`select count(*) from ${name}`, ORGANISATION.database);
        await expect(failure).rejects.toThrow(/account_id.*[Ii]njected projection/);
      },
    );

    test('flows returns the records of the given account', async () => {
      const sql = `select source, source_row, account_id, region, day from flows where ${isOther('account_id')}`;
      const answer = sorted(await athena.query(sql, ORGANISATION.database));
      expect(answer).toEqual(sorted(await askDuckDb(sql, ORGANISATION)));
      expect(answer.rows.length).toBeGreaterThan(0);
    });

    test.each(named(FLOW_VIEWS))('%s returns them as well', async (name, view) => {
      const sql = `select * from ${name} where ${isOther(accountKey(view))}`;
      const answer = sorted(await athena.query(sql, ORGANISATION.database));
      expect(answer).toEqual(sorted(await askDuckDb(sql, ORGANISATION)));
      expect(answer.rows.length).toBeGreaterThan(0);
    });

    test.each(named(SAVED_QUERIES))(
      'the saved query %s returns the rows of its parameter',
      async (name, question) => {
        const sql = ORGANISATION.queries.get(name) as string;
        const recent = recentQuestion(question, ` and ${isOther('account_id')}`);
        // the account of each table that the query reads
        const accounts = question.loggedHours ? [OTHER_ACCOUNT, OTHER_ACCOUNT] : [OTHER_ACCOUNT];
        const answer = await athena.queryWith(
          accounts.map((account) => `'${account}'`),
          sql,
          'default',
        );
        expect(answer).toEqual(await askDuckDb(recent, ORGANISATION));
      },
    );

    test('a saved query without its parameter is an error', async () => {
      const sql = ORGANISATION.queries.get('top-talkers') as string;
      await expect(athena.query(sql, 'default')).rejects.toThrow('Incorrect number of parameters');
    });

    test.each(PUBLISHED_QUERIES)(
      "AWS's query for $title needs a condition on the account",
      async ({ sql, table }) => {
        const ours = inOurDays(sql.replaceAll(table, VPC_FLOW_LOGS.name));
        const failure = athena.query(ours, ORGANISATION.database);
        await expect(failure).rejects.toThrow(/account_id.*[Ii]njected projection/);
        const answer = await athena.query(withAccount(ours), ORGANISATION.database);
        expect(answer.columns.length).toBeGreaterThan(0);
      },
    );
  });

  /** Values of the parameters of a saved query, from a row of its relation on the day before today. */
  async function parameterValues(question: SqlQuestion): Promise<string[]> {
    const { account, network, interface: logged, flowLog, address, port } = FILTER_COLUMNS[question.from];
    const cells = [
      ...['day', 'day', 'cloud'],
      ...[account, network, logged, flowLog].map(({ column, isList }) => (isList ? `${column}[1]` : column)),
      ...(hasEnds(question) ? [address[0] as string, port[0] as string] : []),
    ];
    const ofInterfaces = question.from === Relation.INTERFACE_HOURS ? ['instance_id'] : [];
    const present = [...cells, ...ofInterfaces].map((cell) => `${cell} is not null`);
    const conditions = [`day = '${dayBefore(1)}'`, ...present];
    const { rows } = await askDuckDb(
      `select ${cells.join(', ')} from ${question.from} where ${conditions.join(' and ')} order by all limit 1`,
    );
    return (rows[0] ?? []).map((value) => (typeof value === 'string' ? `'${value}'` : String(value)));
  }

  function queryTrino(sql: string) {
    return athena.query(sql, LAKE.database);
  }

  function askDuckDb(sql: string, lake = LAKE) {
    return lakes.duckDb(sql, lake);
  }
});

/** Filters that match records of the samples, and networks of both IP versions. */
function filtersOf(question: SqlQuestion): FilterTexts {
  return {
    [QuestionFilter.FROM]: [dayBefore(1)],
    [QuestionFilter.TO]: [dayBefore(-1)],
    [QuestionFilter.CLOUD]: ['aws'],
    [QuestionFilter.ACCOUNT]: [ACCOUNT],
    [QuestionFilter.LIMIT]: ['3'],
    ...(hasEnds(question) && {
      [QuestionFilter.ADDRESS]: ['0.0.0.0/1,128.0.0.0/1', '2001:db8:0:0:8000::/65,::/0'],
      [QuestionFilter.PORT]: ['0-65535'],
    }),
    ...((question.bytes ?? []).length > 0 && { [QuestionFilter.MIN_BYTES]: ['0'] }),
  };
}

/** A query with values in place of its parameters. */
function withValues(sql: string, values: readonly string[]): string {
  return values.reduce((text, value) => text.replace('?', () => value), sql);
}

/** The name of the partition key in a view. AWS's shape uses another name. */
function accountKey({ columns }: View): string {
  return columns.some(({ name }) => name === 'accid') ? 'accid' : 'account_id';
}

function isOther(key: string): string {
  return `${key} = '${OTHER_ACCOUNT}'`;
}

/** A query with the condition that the description of the view states. */
function withAccount(sql: string): string {
  const condition = `accid = '${OTHER_ACCOUNT}'`;
  if (/ where /.test(sql)) return sql.replace(' where ', ` where ${condition} and `);
  return sql.replace(VPC_FLOW_LOGS.name, `${VPC_FLOW_LOGS.name} where ${condition}`);
}

/** A query with shifted dates: an end becomes tomorrow, all others the day of the oldest sample. */
function inOurDays(sql: string): string {
  const move = (_: string, before = '', separator: string) =>
    `${before}'${dayBefore(before ? -1 : OLDEST).replaceAll('-', separator)}'`;
  return sql.replace(/(<=? ?)?'\d{4}([-/])\d{2}\2\d{2}'/g, move);
}
