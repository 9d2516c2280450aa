import { expect, test } from 'vitest';
import { CDK_APP, CDKTF_APP, docExamples, exampleErrors } from '../support/doc-examples';

test.each([
  [
    'CDK',
    CDK_APP,
    ['constructs/cdk', 'aws/fields', 'aws/format', 'standard'],
    /plugins\/(?:cdktf|pulumi)/,
    40,
  ],
  ['CDKTF', CDKTF_APP, ['constructs/cdktf', 'azure', 'standard/plugins/cdktf'], /^azure\/normalize/, 25],
] as const)('the examples in the docstrings of the %s API compile', (_, app, sources, others, least) => {
  const examples = docExamples(...sources).filter(({ at }) => !others.test(at));
  expect(examples.length).toBeGreaterThan(least);
  expect(exampleErrors(examples, app)).toEqual([]);
});

test('an example that does not compile is reported', () => {
  const planted = { at: 'planted.ts:1', code: "new VpcFlowLogs(this, 'FlowLogs', { vps: vpc });" };
  expect(exampleErrors([planted], CDK_APP)).toEqual([
    expect.stringMatching(/^planted\.ts:1: .*'vps' does not exist/),
  ]);
});
