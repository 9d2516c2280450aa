import { Command, Option } from 'commander';
import type { ColumnName } from '../../flows/columns';
import { QUESTIONS } from '../../flows/questions';
import { suggest, wordsOf } from '../arguments/suggest';
import type { CommandContext } from '../context';
import { streamQuery } from '../engine/run-query';
import { FLOW_VIEWS } from '../engine/table-views';
import { skippedNote } from '../engine/unreadable-files';
import { ExitCode } from '../exit-code';
import { examplesText } from '../output/examples-text';
import { RESULT_FORMATS, type ResultFormat } from '../output/query-result';
import { writeText } from '../output/write-text';
import { UserError } from '../user-error';
import { QUESTION_WORDS } from './question-words';

interface Options {
  readonly question?: string;
  readonly sql?: string;
  readonly output: ResultFormat;
  readonly json?: boolean;
  readonly skipUnreadable?: boolean;
}

/** A query to run. Only saved questions declare a name and the columns that they require. */
interface RequestedQuery {
  readonly sql: string;
  readonly needs: readonly ColumnName[];
  readonly name?: string;
}

const TABLE_NAMES = ['flows', 'rejects', ...FLOW_VIEWS.map(({ name }) => name)].join(', ');

/** `flow-logs query`: runs a saved question or SQL over the tables in a directory. */
export function queryCommand({ stdout, stderr, setExitCode }: CommandContext): Command {
  return new Command('query')
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
    .addHelpText(
      'after',
      examplesText(
        'flow-logs query tables --question top-talkers',
        "flow-logs query tables --sql 'select day, count(*) from flows group by day' --json",
        'flow-logs query tables --question rejected-traffic --output csv > rejected.csv',
      ),
    )
    .action(async (directory: string, { question, sql, output, json, skipUnreadable }: Options) => {
      const query = requestedQuery(question, sql);
      const text = RESULT_FORMATS[json ? 'json' : output]();
      const options = { needs: query.needs, skipUnreadable };
      const result = await streamQuery(directory, query.sql, options, {
        begin: (columns) => writeText(stdout, text.begin(columns)),
        rows: (rows) => writeText(stdout, text.rows(rows)),
      });
      await writeText(stdout, text.end());
      if (result.skipped.length > 0) {
        stderr.write(`${skippedNote(result.skipped)}\n`);
        setExitCode(ExitCode.FINDINGS);
      }
      if (result.missing.length > 0) stderr.write(`${missingNote(query.name, result.missing)}\n`);
    });
}

function requestedQuery(question: string | undefined, sql: string | undefined): RequestedQuery {
  if ((question === undefined) === (sql === undefined)) {
    throw new UserError(`give either --question or --sql; questions: ${questionNames().join(', ')}`);
  }
  if (sql?.trim() === '') throw new UserError(`--sql is empty: give SQL over ${TABLE_NAMES}`);
  if (sql !== undefined) return { sql, needs: [] };
  const found = QUESTIONS.find(({ name }) => name === question);
  if (found) return found;
  const near = suggest(question as string, questionTerms());
  const hint = near ? `did you mean ${near}?` : `the questions are ${questionNames().join(', ')}`;
  throw new UserError(`unknown question ${JSON.stringify(question)}: ${hint}`);
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
