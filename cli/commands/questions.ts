import { Command } from 'commander';
import { QUESTIONS, QuestionGroup } from '../../flows/questions';
import type { CommandContext } from '../context';
import { examplesText } from '../output/examples-text';
import { jsonText } from '../output/json-text';
import { tableText } from '../output/table-text';

/** `flow-logs questions`: lists the saved questions. */
export function questionsCommand({ stdout }: CommandContext): Command {
  return new Command('questions')
    .summary('list the saved questions')
    .description('Lists the saved questions that `query --question` runs.')
    .option('--json', 'print the questions as JSON, with their SQL')
    .addHelpText('after', examplesText('flow-logs questions', 'flow-logs questions --json'))
    .action(({ json }: { json?: boolean }) => {
      stdout.write(json ? jsonText(QUESTIONS) : Object.values(QuestionGroup).map(groupText).join(''));
    });
}

function groupText(group: QuestionGroup): string {
  const questions = QUESTIONS.filter((question) => question.group === group);
  const rows = questions.map(({ name, title }) => [name, title]);
  return `${group}\n${tableText(['question', 'result'], rows)}`;
}
