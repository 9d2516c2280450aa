import { describe, expect, test } from 'vitest';
import { StandardError } from '../../../standard/file/standard-error';
import { starterFile } from '../../../standard/file/starter-file';
import { FlowLogStandard } from '../../../standard/flow-log-standard';
import { PROFILES } from '../../../standard/profiles';

function problemsOf(text: string): string[] {
  try {
    FlowLogStandard.parse(text, 's.yaml');
  } catch (error) {
    if (error instanceof StandardError) return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('the parser reports the position, the value and the fix of', () => {
  test.each([
    ['', 's.yaml:1:1: the file is empty'],
    ['version: 2', 's.yaml:1:1: version is 2: expected 1'],
    ['aws: {}', 's.yaml:1:1: version is missing: expected 1'],
    ['version: 1\naws:\n  trafic: ALL', 's.yaml:3:3: aws: unknown key trafic: did you mean traffic?'],
    [
      'version: 1\naws:\n  traffic: all',
      's.yaml:3:3: aws.traffic is "all": expected one of ALL, ACCEPT, REJECT',
    ],
    [
      'version: 1\naws:\n  retention: { minDays: x }',
      's.yaml:3:16: aws.retention.minDays is "x": expected a number',
    ],
    [
      'version: 1\naws:\n  retention: { minDays: 0 }',
      's.yaml:3:16: aws.retention.minDays is 0: expected at least 1',
    ],
    [
      'version: 1\naws: { maxAggregationSeconds: 30 }',
      'aws.maxAggregationSeconds is 30: expected one of 60, 600',
    ],
    ['version: 1\nextends: [cis-aws-7]', 's.yaml:2:11: unknown profile cis-aws-7: did you mean cis-aws-'],
    ['version: 1\nextends: [iso]', 's.yaml:2:11: unknown profile iso: did you mean iso-27001-2022?'],
    ['version: 1\nextends: [c5isr]', 's.yaml:2:11: unknown profile c5isr: use aws-sample-21-fields'],
    [
      'version: 1\nextends: [fedramp-high]',
      's.yaml:2:11: unknown profile fedramp-high: use fedramp-high-r4 or',
    ],
    [
      'version: 1\naws:\n  format:\n    required:\n      - srcaddr\n      - dstadr',
      's.yaml:6:9: unknown field dstadr: did you mean dstaddr?',
    ],
    [
      'version: 1\nextends: [cis-aws-8.0]',
      's.yaml:2:11: unknown profile cis-aws-8.0: did you mean cis-aws-7.0?',
    ],
    [
      'version: 1\nextends: [cis-aws-4.0]',
      's.yaml:2:11: unknown profile cis-aws-4.0: did you mean cis-aws-4.0.1?',
    ],
    [
      'version: 1\nextends: [CIS-Azure]',
      's.yaml:2:11: unknown profile CIS-Azure: did you mean cis-azure-6.0?',
    ],
    ['version: 1\nextends: [nope]', 's.yaml:2:11: unknown profile nope: expected one of cis-aws-1.2, '],
    ['version: 1\nextends: [lza, lza]', 's.yaml:2:16: duplicate profile lza: remove one'],
    ['version: 1\naws: { format: { required: [srcaddr, srcaddr] } }', 's.yaml:2:38: duplicate field srcaddr'],
    ['version: 1\naws: { format: { required: [vpc-id, tgw-id] } }', 'tgw-id is a transit gateway field'],
    ['version: 1\nrules: { FLS999: error }', 's.yaml:2:10: unknown rule FLS999'],
    ['version: 1\nrules: { FLS1: error }', 'rules'],
    ['version: 1\naws: { retention: { minDays: 30, hotDays: 90 } }', 'hotDays is 90, but minDays is 30'],
    [
      "version: 1\nexceptions: [{ rule: FLS101, at: '*', until: soon }]",
      'expected a date, such as 2027-01-31',
    ],
    ['version: 1\nversion: 1', 's.yaml:2:1: invalid YAML: Map keys must be unique'],
    ['version: 1\n  aws: {', 's.yaml:'],
    ['version: 1\n\taws: x', 's.yaml:2:1: invalid YAML:'],
  ])('%j', (text, message) => {
    expect(problemsOf(text).join('\n')).toContain(message);
  });

  test('all problems, ordered by position', () => {
    const text = 'version: 1\nnam: x\naws:\n  traffic: none\n  maxAggregationSeconds: 1\n';
    expect(problemsOf(text).map((line) => line.split(': ')[0])).toEqual([
      's.yaml:2:1',
      's.yaml:4:3',
      's.yaml:5:3',
    ]);
  });

  test('excessive YAML aliases and a file that is too long', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefghi'
        .split('')
        .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[index]}`).join(',')}]`),
    ];
    expect(problemsOf(bomb.join('\n')).join()).toContain(
      'invalid YAML: ReferenceError: Excessive alias count',
    );
    expect(problemsOf(`# ${'x'.repeat(1_000_001)}`).join()).toContain('expected at most 1000000');
  });
});

describe('a valid standard', () => {
  test('can be JSON', () => {
    expect(
      FlowLogStandard.parse('{"version":1,"aws":{"traffic":"ALL"}}', 's.json').resolved.aws.traffic,
    ).toBe('ALL');
  });

  test('is written by `standard init` for every profile', () => {
    for (const profile of PROFILES) {
      expect(FlowLogStandard.parse(starterFile([profile]), 's.yaml').resolved.profiles[0]?.name).toBe(
        profile.name,
      );
    }
  });

  test('must exist', () => {
    expect(() => FlowLogStandard.fromFile('nowhere.yaml')).toThrow('nowhere.yaml: the file does not exist');
  });
});
