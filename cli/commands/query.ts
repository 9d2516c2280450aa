import { Command, Option } from 'commander';
import { didYouMean } from '../../flows/did-you-mean';
import { QUESTIONS } from '../../flows/questions';
import { ask } from '../engine/duckdb';
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
    .option('--sql <sql>', 'a query over the views `flows` and `rejects`')
    .addOption(
      new Option('--output <form>', 'how to print the answer')
        .choices(Object.keys(ANSWER_PRINTERS))
        .default('table'),
    )
    .action(async (directory: string, { question, sql, output }: Options) => {
      ANSWER_PRINTERS[output](await ask(directory, sqlOf(question, sql)));
      done(ExitCode.FINE);
    });
}

function sqlOf(question: string | undefined, sql: string | undefined): string {
  if ((question === undefined) === (sql === undefined)) {
    throw new UsageError(`give either --question or --sql; questions: ${names().join(', ')}`);
  }
  if (sql?.trim() === '') throw new UsageError('the query is empty: give one over flows and rejects');
  if (sql !== undefined) return sql;
  const found = QUESTIONS.find(({ name }) => name === question);
  if (found) return found.sql;
  const near = didYouMean(question as string, names());
  const hint = near ? `did you mean ${near}?` : `there are: ${names().join(', ')}`;
  throw new UsageError(`unknown question ${JSON.stringify(question)}: ${hint}`);
}

function names(): string[] {
  return QUESTIONS.map(({ name }) => name);
}
