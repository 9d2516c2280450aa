import { expect, test } from 'vitest';
import { docExamples, exampleErrors } from '../support/doc-examples';

test('the examples in the docstrings of the CDK API compile', () => {
  const examples = docExamples('constructs/cdk', 'aws/fields', 'aws/format');
  expect(examples.length).toBeGreaterThan(30);
  expect(exampleErrors(examples)).toEqual([]);
});

test('an example that does not compile is reported', () => {
  const planted = { at: 'planted.ts:1', code: "new VpcFlowLogs(this, 'FlowLogs', { vps: vpc });" };
  expect(exampleErrors([planted])).toEqual([expect.stringMatching(/^planted\.ts:1: .*'vps' does not exist/)]);
});
