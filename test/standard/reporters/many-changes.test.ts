import { expect, test } from 'vitest';
import { check } from '../../../standard/check';
import { known } from '../../../standard/facts';
import { FlowLogStandard } from '../../../standard/flow-log-standard';
import { markdown } from '../../../standard/reporters/markdown';
import { pretty } from '../../../standard/reporters/pretty';
import { awsFlowLog, modelOf } from '../../support/standard-facts';

test('95 replaced flow logs: ten are shown, and the others are counted', () => {
  const standard = FlowLogStandard.parse('version: 1\nrules: { FLS402: off }', 's.yaml').resolved;
  const version = (seconds: number) =>
    modelOf({
      flowLogs: Array.from({ length: 95 }, (_, index) =>
        awsFlowLog({
          address: `Log${index}`,
          localName: `Log${index}`,
          title: `Log${index}`,
          target: known(`vpc-${index}`),
          interval: known(seconds),
        }),
      ),
    });
  const result = check({ base: version(600), model: version(60), standard });
  const input = { result, standard, colours: false, version: '0.1.0', lineOf: () => undefined };
  const terminal = pretty(input);
  expect(terminal.match(/^ {2}replaced /gm)).toHaveLength(10);
  expect(terminal.match(/FLS501 will-replace/g)).toHaveLength(10);
  expect(terminal).toContain('  85 more: 85 replaced');
  expect(terminal).toContain('85 more with FLS501');
  const comment = markdown(input);
  expect(comment.match(/^> \[!WARNING\]/gm)).toHaveLength(10);
  expect(comment).toContain('<summary>85 more: 85 replaced</summary>');
  expect(comment).toContain('`Log94`');
});
