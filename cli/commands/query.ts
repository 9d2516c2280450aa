import { Command, Option } from 'commander';
import { didYouMean } from '../../flows/did-you-mean';
import { QUESTIONS, type Question } from '../../flows/questions';
import { ask } from '../engine/duckdb';
import { FLOW_VIEWS } from '../engine/views';
import { ExitCode, UsageError } from '../exit';
import { ANSWER_PRINTERS, type AnswerOutput } from '../output/answer';

interface Options {
  readonly question?: string;
  readonly sql?: string;
  readonly output: AnswerOutput;
}

/** `flow-logs query`: asks a question of the tables in a directory. */
export function queryCommand(done: (code: ExitCode) => void): Command {
  return new Command('query')
    .description('ask a question of the tables that `normalize` wrote')
    .argument('<dir>', 'directory given to `normalize --out`')
    .option('--question <name>', 'a question of ours; `flow-logs questions` lists them')
    .option(
      '--sql <sql>',
      `a query over ${['flows', 'rejects', ...FLOW_VIEWS.map(({ name }) => name)].join(', ')}`,
    )
    .addOption(
      new Option('--output <form>', 'how to print the answer')
        .choices(Object.keys(ANSWER_PRINTERS))
        .default('table'),
    )
    .action(async (directory: string, { question, sql, output }: Options) => {
      const asked = askedBy(question, sql);
      const answer = await ask(directory, asked.sql, asked.needs);
      ANSWER_PRINTERS[output](answer);
      if (answer.missing.length > 0) process.stderr.write(`${missingNote(asked.name, answer.missing)}\n`);
      done(ExitCode.FINE);
    });
}

/** What is asked; a query of one's own needs nothing that we know of. */
interface Asked extends Pick<Question, 'sql' | 'needs'> {
  readonly name?: string;
}

function askedBy(question: string | undefined, sql: string | undefined): Asked {
  if ((question === undefined) === (sql === undefined)) {
    throw new UsageError(`give either --question or --sql; questions: ${names().join(', ')}`);
  }
  if (sql?.trim() === '') throw new UsageError('the query is empty: give one over flows and rejects');
  if (sql !== undefined) return { sql, needs: [] };
  const found = QUESTIONS.find(({ name }) => name === question);
  if (found) return found;
  const near = didYouMean(question as string, names());
  const hint = near ? `did you mean ${near}?` : `there are: ${names().join(', ')}`;
  throw new UsageError(`unknown question ${JSON.stringify(question)}: ${hint}`);
}

function missingNote(question: string | undefined, missing: readonly string[]): string {
  return (
    `note: the logs here have no ${missing.join(', ')}, which ${question} needs: ` +
    'log the fields they come from, or enrich the rows while normalizing'
  );
}

function names(): string[] {
  return QUESTIONS.map(({ name }) => name);
}
