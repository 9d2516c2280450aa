import { expect, test } from 'vitest';
import { QUESTIONS, QuestionGroup } from '../../../flows/questions';
import { Workspace } from '../../support/flow-logs';

test('questions lists every question with its title', async () => {
  const { code, stdout, stderr } = await Workspace.ofTest().flowLogs('questions');
  for (const { name, title } of QUESTIONS) {
    expect(stdout.split('\n').filter((line) => line.includes(name) && line.includes(title))).toHaveLength(1);
  }
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test('questions are listed below their groups', async () => {
  const { stdout } = await Workspace.ofTest().flowLogs('questions');
  const lines = stdout.split('\n');
  const headings = Object.values(QuestionGroup).map((group) => lines.indexOf(group));
  expect(headings).toEqual([...headings].sort((a, b) => a - b));
  expect(headings).not.toContain(-1);
  for (const { name, group } of QUESTIONS) {
    const before = lines.slice(
      0,
      lines.findIndex((line) => line.split(' ').includes(name)),
    );
    expect(before.findLast((line) => (Object.values(QuestionGroup) as string[]).includes(line))).toBe(group);
  }
});

test('questions --json prints the questions with their SQL', async () => {
  const { code, stdout } = await Workspace.ofTest().flowLogs('questions', '--json');
  expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(QUESTIONS)));
  expect(code).toBe(0);
});
