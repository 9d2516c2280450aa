import { Command, Option } from 'commander';
import type { ColumnName } from '../../flows/columns';
import { QUESTIONS } from '../../flows/questions';
import { type FilterTexts, QUESTION_FILTERS, QuestionFilter } from '../../flows/questions/filters';
import { suggest, wordsOf } from '../arguments/suggest';
import type { CommandContext } from '../context';
import { streamQuery } from '../engine/run-query';
import { FLOW_VIEWS } from '../engine/table-views';
import { skippedNote } from '../engine/unreadable-files';
import { ExitCode } from '../exit-code';
import { examplesText } from '../output/examples-text';
import { RESULT_FORMATS, type ResultFormat } from '../output/query-result';
import { unmatchedFilters } from '../output/unmatched-filters';
import { writeText } from '../output/write-text';
import { UserError } from '../user-error';
import { addFilterOptions, type FilteredQuery, filteredQuery, filterTexts } from './query-filters';
import { QUESTION_WORDS } from './question-words';

interface Options {
  readonly question?: string;
  readonly sql?: string;
  readonly output: ResultFormat;
  readonly json?: boolean;
  readonly skipUnreadable?: boolean;
  readonly printSql?: boolean;
}

/** A query to run. Only saved questions declare a name and the columns that they require, and have filters. */
interface RequestedQuery extends Partial<FilteredQuery> {
  readonly sql: string;
  readonly needs: readonly ColumnName[];
  readonly name?: string;
}

const TABLE_NAMES = ['flows', 'rejects', ...FLOW_VIEWS.map(({ name }) => name)].join(', ');

/** `flow-logs query`: runs a saved question or SQL over the tables in a directory. */
export function queryCommand({ stdout, stderr, setExitCode }: CommandContext): Command {
  const command = new Command('query')
    .summary('run a saved question or SQL over the tables')
    .description(
      'Runs a saved question or SQL over the tables that `normalize` wrote. Queries run in an embedded DuckDB, which is ' +
        'an optional package: npm install @duckdb/node-api. A query is one statement. It reads the tables, and cannot read ' +
        'other files, write, or change settings.',
    )
    .argument('<dir>', 'directory that `normalize --out` wrote')
    .option('--question <name>', 'saved question; `flow-logs questions` lists them')
    .option('--sql <sql>', `SQL over ${TABLE_NAMES}`)
    .addOption(
      new Option(
        '--output <format>',
        'format of the result; spreadsheet-csv has an apostrophe before texts that look like formulas',
      )
        .choices(Object.keys(RESULT_FORMATS))
        .default('table'),
    )
    .addOption(new Option('--json', 'print the result as a JSON array').conflicts('output'))
    .option('--skip-unreadable', 'query the other files if some files cannot be read, and exit 1')
    .option('--print-sql', 'print the SQL of the question with its filters, and do not run it');
  return addFilterOptions(command)
    .addHelpText(
      'after',
      examplesText(
        'flow-logs query tables --question top-talkers',
        'flow-logs query tables --question who-connects --since 24h --port 22,3389',
        'flow-logs query tables --question top-talkers --address 10.0.1.0/24 --from 2026-11-24 --to 2026-11-30',
        "flow-logs query tables --sql 'select day, count(*) from flows group by day' --json",
        'flow-logs query tables --question rejected-traffic --output csv > rejected.csv',
      ),
    )
    .action(async (directory: string, options: Options) => {
      const query = requestedQuery(options);
      if (options.printSql) return writeText(stdout, `${printedSql(query)}\n`);
      const text = RESULT_FORMATS[options.json ? 'json' : options.output]();
      const { needs, conditions = [], tables } = query;
      const { skipUnreadable } = options;
      const run = { needs, skipUnreadable, tables, conditions: conditions.map(({ sql }) => sql) };
      const result = await streamQuery(directory, query.sql, run, {
        begin: (columns) => writeText(stdout, text.begin(columns)),
        rows: (rows) => writeText(stdout, text.rows(rows)),
      });
      await writeText(stdout, text.end());
      const notes = [
        ...(result.skipped.length > 0 ? [skippedNote(result.skipped)] : []),
        ...(result.matching ? unmatchedFilters(query.texts ?? {}, conditions, result.matching) : []),
      ];
      if (notes.length > 0) setExitCode(ExitCode.FINDINGS);
      if (result.missing.length > 0) notes.push(missingNote(query.name, result.missing));
      for (const note of notes) stderr.write(`${note}\n`);
    });
}

function requestedQuery({ question, sql, ...options }: Options): RequestedQuery {
  if ((question === undefined) === (sql === undefined)) {
    throw new UserError(`give either --question or --sql; questions: ${questionNames().join(', ')}`);
  }
  if (sql?.trim() === '') throw new UserError(`--sql is empty: give SQL over ${TABLE_NAMES}`);
  const texts = filterTexts(options);
  if (sql !== undefined) {
    requireNoFilter(texts);
    return { sql, needs: [] };
  }
  const found = QUESTIONS.find(({ name }) => name === question);
  if (!found) throw unknownQuestion(question as string);
  const { name, needs } = found;
  return { name, needs, ...filteredQuery(found, texts) };
}

/** The SQL of a query, and a comment on a filter that is not in it. */
function printedSql({ sql, texts = {} }: RequestedQuery): string {
  const networks = texts[QuestionFilter.INTERNAL_NETWORKS];
  if (!networks) return sql;
  const option = `--${QuestionFilter.INTERNAL_NETWORKS} ${networks.join(',')}`;
  return `-- without ${option}, which changes the views that this SQL reads\n${sql}`;
}

/** The rows of SQL have no known columns that filters can compare. */
function requireNoFilter(texts: FilterTexts): void {
  const given = QUESTION_FILTERS.find(({ name }) => texts[name]);
  if (!given) return;
  throw new UserError(
    `--${given.name} is a filter of --question and not of --sql: write the condition in the where clause of the SQL`,
  );
}

function unknownQuestion(question: string): UserError {
  const near = suggest(question, questionTerms());
  const hint = near ? `did you mean ${near}?` : `the questions are ${questionNames().join(', ')}`;
  return new UserError(`unknown question ${JSON.stringify(question)}: ${hint}`);
}

/** The questions with the words of their names, and other words for these. */
function questionTerms() {
  return QUESTIONS.map(({ name }) => {
    const words = wordsOf(name);
    return { name, words: [...words, ...words.flatMap((word) => QUESTION_WORDS[word] ?? [])] };
  });
}

function missingNote(question: string | undefined, missing: readonly string[]): string {
  return (
    `note: these logs have no value of ${missing.join(', ')}, which ${question} requires: ` +
    'add AWS fields to the format of the flow log, or fill threat, country and ASN columns with ' +
    '`normalize --threats` and `--mmdb`'
  );
}

function questionNames(): string[] {
  return QUESTIONS.map(({ name }) => name);
}
