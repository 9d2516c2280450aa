import { Command } from 'commander';
import { QUESTIONS, QuestionGroup } from '../../flows/questions';
import { printTable } from '../output/table';

/** `flow-logs questions`: what can be asked. */
export function questionsCommand(): Command {
  return new Command('questions')
    .description('list the questions that `query --question` answers')
    .option('--json', 'print them as JSON, with their SQL')
    .action(({ json }: { json?: boolean }) => {
      if (json) process.stdout.write(`${JSON.stringify(QUESTIONS, null, 2)}\n`);
      else printGroups();
    });
}

function printGroups(): void {
  for (const group of Object.values(QuestionGroup)) {
    const questions = QUESTIONS.filter((question) => question.group === group);
    process.stdout.write(`${group}\n`);
    printTable(
      ['question', 'asks'],
      questions.map(({ name, title }) => [name, title]),
    );
  }
}
