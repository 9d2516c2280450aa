import { expect, test } from 'vitest';
import { QUESTIONS } from '../../../flows/questions';
import { Workspace } from '../../support/flow-logs';

test('questions lists what can be asked', async () => {
  const { code, stdout, stderr } = await Workspace.ofTest().flowLogs('questions');
  for (const { name, title } of QUESTIONS) {
    expect(stdout.split('\n').filter((line) => line.includes(name) && line.includes(title))).toHaveLength(1);
  }
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test('questions --json has the SQL to take elsewhere', async () => {
  const { code, stdout } = await Workspace.ofTest().flowLogs('questions', '--json');
  expect(JSON.parse(stdout)).toEqual(QUESTIONS);
  expect(code).toBe(0);
});
