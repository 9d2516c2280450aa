import { describe, expect, test } from 'vitest';
import { check } from '../../../standard/check';
import { known, unknown } from '../../../standard/facts';
import { FlowLogStandard } from '../../../standard/flow-log-standard';
import { REPORTERS, type ReportInput } from '../../../standard/reporters';
import { awsFlowLog, awsNetwork, modelOf } from '../../support/standard-facts';

const CONTROLS = String.fromCharCode(0, 27, 0xd800);
const HOSTILE = `a|b\`c\`<script>@team ]]> --> %0A\n::error::x ${CONTROLS}\u{1f600}`;

function input(
  flowLogs = [awsFlowLog({ traffic: known('REJECT') })],
  more: Partial<ReportInput> = {},
): ReportInput {
  const standard = FlowLogStandard.parse(
    "version: 1\nextends: [cis-aws-7.0]\naws: { traffic: ALL }\nexceptions: [{ rule: FLS401, at: 'Flow*', reason: later }]",
    's.yaml',
    's.yaml',
  ).resolved;
  const base = modelOf({ networks: [awsNetwork()], flowLogs: [awsFlowLog()] });
  return {
    result: check({ model: modelOf({ networks: [awsNetwork()], flowLogs }), base, standard }),
    standard,
    version: '1.2.3',
    colours: false,
    lineOf: (_artifact, pointer) => pointer.length,
    ...more,
  };
}

const report = (kind: string, from: ReportInput) => REPORTERS[kind]?.(from) ?? '';

const many = (count: number) =>
  input(
    Array.from({ length: count }, (_, index) =>
      awsFlowLog({ address: `F${index}`, title: `F${index}`, traffic: known('REJECT') }),
    ),
  );

describe('the pretty report', () => {
  test('states the rule, reason, fix, line and control of each finding', () => {
    const text = report('pretty', input());
    expect(text).toContain(
      'error   FLS301 traffic-type: the traffic type is REJECT; the standard requires ALL',
    );
    expect(text).toContain('why  A flow log of rejected traffic');
    expect(text).toContain('fix  set the traffic type to ALL');
    expect(text).toMatch(/at {3}template\.json:\d+/);
    expect(text).toContain('Changes\n');
    expect(text).toMatch(/2 errors.* in 1 flow log and 1 network; standard: s\.yaml/);
  });

  test('contains colours only if the option is set', () => {
    expect(report('pretty', input())).not.toContain('\u001b[');
    expect(report('pretty', input(undefined, { colours: true }))).toContain('\u001b[');
  });
});

describe.each([
  ['pretty', 'for  cis-aws-7.0 4.7, recommended'],
  ['markdown', 'For cis-aws-7.0 4.7, recommended'],
  ['github', 'for: cis-aws-7.0 4.7, recommended'],
  ['junit', 'for: cis-aws-7.0 4.7, recommended'],
  ['sarif', 'for cis-aws-7.0 4.7, recommended'],
  ['json', '"strength": "recommended"'],
])('the %s report', (kind, expected) => {
  test('states the strength of a control', () => {
    const flowLogs = [awsFlowLog({ traffic: known('ACCEPT') })];
    expect(report(kind, input(flowLogs))).toContain(expected);
  });

  test('states that a framework is not in force', () => {
    const standard = FlowLogStandard.parse('version: 1\nextends: [omb-m-21-31]', 's.yaml').resolved;
    const result = check({ model: modelOf({ networks: [awsNetwork()] }), standard });
    expect(report(kind, input([], { result }))).toContain('rescinded on 2026-05-22 by M-26-14');
  });
});

describe('the JSON report', () => {
  test('contains every finding with a unique fingerprint, and counts suppressed findings', () => {
    const { version, findings, changes, summary } = JSON.parse(report('json', input()));
    expect(version).toBe(1);
    expect(findings.map(({ rule }: { rule: string }) => rule)).toEqual([
      'FLS005',
      'FLS301',
      'FLS501',
      'FLS506',
    ]);
    expect(new Set(findings.map(({ fingerprint }: { fingerprint: string }) => fingerprint)).size).toBe(4);
    expect(changes[0]).toMatchObject({ kind: 'replaced', flowLog: { address: 'FlowLog' } });
    expect(summary).toEqual({ flowLogs: 1, networks: 1, findings: 4, suppressed: 0 });
  });
});

describe('the GitHub report', () => {
  test('contains at most ten annotations of each level, and states the number of omitted findings', () => {
    const lines = report('github', many(25)).trim().split('\n');
    expect(lines.filter((line) => line.startsWith('::error '))).toHaveLength(10);
    expect(lines.at(-1)).toMatch(/^::notice title=cloud-flow-logs::\d+ more findings/);
  });

  test('escapes text that contains a workflow command', () => {
    const text = report('github', input([awsFlowLog({ title: HOSTILE, traffic: known('REJECT') })]));
    for (const line of text.trim().split('\n')) expect(line).toMatch(/^::(error|warning|notice) /);
    expect(text).toContain('%250A%0A::error');
  });
});

describe('the Markdown report', () => {
  test('contains the comment marker, the changed properties and the migration steps', () => {
    const text = report('markdown', input());
    expect(text).toMatch(/^<!-- cloud-flow-logs check -->\n/);
    expect(text).toContain('| `traffic type` | `ALL` | `REJECT` |');
    expect(text).toContain('1. add a second flow log');
    expect(text).toContain('> [!WARNING]');
  });

  test('marks findings that the baseline does not contain as new', () => {
    const [first] = input().result.findings;
    const text = report(
      'markdown',
      input(undefined, { baseline: new Set([first?.fingerprint ?? '', 'gone']) }),
    );
    expect(text).toContain('3 new, 1 fixed, 1 unchanged');
    expect(text).toContain('FLS301 traffic-type** (new)');
  });

  test('does not exceed the size of a comment, and states the number of omitted sections', () => {
    const text = report('markdown', many(2_000));
    expect(text.length).toBeLessThan(65_536);
    expect(text).toContain('- 1995 more FLS301 traffic-type');
    expect(text).toContain('1999 new flow logs: `F1`, `F2`, `F3` and 1996 more');
  });

  test('keeps the most severe findings, and shortens texts of any length', () => {
    const long = 'x'.repeat(100_000);
    const flowLogs = Array.from({ length: 300 }, (_, index) =>
      awsFlowLog({ address: `F${index}`, title: `F${index}`, traffic: known(`${index}${long}`) }),
    );
    const text = report('markdown', input(flowLogs));
    expect(text.length).toBeLessThan(65_536);
    expect(text).toContain('**error FLS301 traffic-type** in `F0`');
    expect(text).toContain('more characters)');
  });

  test('states the consequence of a change first, and each finding once', () => {
    const text = report('markdown', input());
    const [, title] = text.split('\n');
    expect(title).toBe(
      '### ❌ Flow logs: 1 flow log records less traffic; 1 flow log is replaced, and up to one minute of records are lost',
    );
    expect(text.match(/FLS501 will-replace/g)).toHaveLength(1);
    expect(text.match(/undelivered records/g)).toHaveLength(1);
  });

  test('marks the position of each changed field', () => {
    const format = (text: string) => [awsFlowLog({ format: known(text) })];
    const standard = FlowLogStandard.parse(
      'version: 1\nrules: { FLS501: off, FLS504: off }',
      's.yaml',
    ).resolved;
    const [base, model] = ['${srcaddr} ${dstaddr} ${bytes}', '${dstaddr} ${action} ${bytes} ${start}'].map(
      (text) => modelOf({ networks: [awsNetwork()], flowLogs: format(text) }),
    );
    const result = check({ base: base as never, model: model as never, standard });
    const text = report('markdown', { ...input(), standard, result });
    expect(text).toContain(
      '```diff\n- srcaddr  (was at 1)\n  dstaddr\n+ action  (inserted at 2: all later fields move)\n  bytes\n+ start  (at the end, 4)\n```',
    );
    expect(text).toContain('| `format` | `3 fields` | `4 fields` |');
  });

  test('has no green mark above a loss, even if no rule reports it', () => {
    const standard = FlowLogStandard.parse(
      'version: 1\nrules: { FLS101: off, FLS502: off }',
      's.yaml',
    ).resolved;
    const base = modelOf({ networks: [awsNetwork()], flowLogs: [awsFlowLog()] });
    const result = check({ base, model: modelOf({ networks: [awsNetwork()] }), standard });
    expect(result.findings).toEqual([]);
    const text = report('markdown', { ...input(), standard, result });
    expect(text).toContain('### ⚠️ Flow logs');
    expect(text).toContain('the deployment stops the recording');
  });

  test('escapes untrusted text', () => {
    const text = report('markdown', input([awsFlowLog({ title: HOSTILE, traffic: known(HOSTILE) })]));
    // Markdown renders code without interpreting it
    expect(text.replace(/`[^`]*`/g, '')).not.toMatch(/@team|<script>/);
  });
});

describe('the JUnit report', () => {
  test('escapes markup and removes control characters', () => {
    const text = report('junit', input([awsFlowLog({ title: HOSTILE, traffic: known('REJECT') })]));
    expect(text).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>/);
    for (const control of CONTROLS) expect([...text]).not.toContain(control);
    expect(text).not.toContain('<script>');
    expect(text).toContain('<failure message=');
    expect(text).toContain('testsuite name="FLS101 network-without-flow-log" tests="1" failures="0"');
  });
});

describe('the JUnit report', () => {
  const cases = (text: string, suite: string) =>
    text.match(new RegExp(`<testsuite name="${suite}[^>]*failures="(\\d+)"[^>]*skipped="(\\d+)"`))?.slice(1);

  test('has no failure for a note: it is the output of a case that passes', () => {
    const standard = FlowLogStandard.parse('version: 1\nextends: [pci-dss-4.0.1]', 's.yaml').resolved;
    const result = check({ model: modelOf({ networks: [awsNetwork()] }), standard });
    const text = report('junit', input([], { result }));
    expect(cases(text, 'FLS101')).toEqual(['0', '0']);
    expect(text).toMatch(/<system-out>.*for: pci-dss-4\.0\.1 10\.2\.1, our reading/s);
  });

  test('states the controls that the file weakens', () => {
    const weak = 'version: 1\nextends: [pci-dss-4.0.1]\naws: { retention: { minDays: 10 } }';
    const result = check({ model: modelOf({}), standard: FlowLogStandard.parse(weak, 's.yaml').resolved });
    const text = report('junit', input([], { result }));
    expect(cases(text, 'the standard')).toEqual(['1', '0']);
    expect(text).toContain('for: pci-dss-4.0.1 10.5.1, demanded');
  });
});

describe('the SARIF report', () => {
  test('references the rule and states the location of each result', () => {
    const { runs } = JSON.parse(report('sarif', input()));
    const { tool, results } = runs[0];
    for (const { ruleId, ruleIndex, partialFingerprints, locations } of results) {
      expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
      expect(Object.values(partialFingerprints)[0]).toMatch(/^[0-9a-f]{16}$/);
      expect(locations[0].physicalLocation.region.startLine).toBeGreaterThan(0);
    }
  });

  test('keeps the case of names, and leaves undecided results open', () => {
    const flowLogs = [awsFlowLog({ title: 'aws_flow_log.main', traffic: unknown('it is a parameter') })];
    const { runs } = JSON.parse(report('sarif', input(flowLogs)));
    const open = runs[0].results.filter(({ ruleId }: { ruleId: string }) => ruleId === 'FLS002');
    expect(open.length).toBeGreaterThan(0);
    for (const { kind, level, message } of open) {
      expect([kind, level]).toEqual(['open', 'none']);
      expect(message.text).toMatch(/^aws_flow_log\.main: /);
    }
  });

  test('states the reason of each suppression', () => {
    const short = input([awsFlowLog()]);
    const standard = FlowLogStandard.parse(
      "version: 1\naws: { retention: { minDays: 500 } }\nexceptions: [{ rule: FLS401, at: '*', reason: later }]",
      's.yaml',
    ).resolved;
    const model = modelOf({ networks: [awsNetwork()], flowLogs: [awsFlowLog()] });
    const { runs } = JSON.parse(report('sarif', { ...short, result: check({ model, standard }) }));
    expect(runs[0].results.map(({ ruleId, suppressions }: never) => [ruleId, suppressions])).toEqual([
      ['FLS401', [{ kind: 'external', status: 'accepted', justification: 'later' }]],
    ]);
  });

  test('limits the number of results, and states the number of omitted results', () => {
    const { runs } = JSON.parse(report('sarif', many(12_600)));
    expect(runs[0].results).toHaveLength(25_000);
    expect(runs[0].invocations[0].toolExecutionNotifications[0].message.text).toMatch(
      /^the run omits \d+ results/,
    );
  });
});

describe('the first line of the Markdown report', () => {
  const title = (text: string) => text.split('\n')[1] ?? '';

  test('is the summary if there is no consequence, which is not repeated', () => {
    const standard = FlowLogStandard.parse('version: 1\naws: { traffic: ALL }', 's.yaml').resolved;
    const model = modelOf({ networks: [awsNetwork()], flowLogs: [awsFlowLog({ traffic: known('REJECT') })] });
    const text = report('markdown', { ...input(), standard, result: check({ model, standard }) });
    expect(title(text)).toMatch(
      /^### ❌ Flow logs: 1 error.* in 1 flow log and 1 network; standard: s\.yaml$/,
    );
    expect(text.match(/in 1 flow log and 1 network/g)).toHaveLength(1);
  });

  test('states that a base has no changes', () => {
    const standard = FlowLogStandard.parse('version: 1', 's.yaml').resolved;
    const model = modelOf({ networks: [awsNetwork()], flowLogs: [awsFlowLog()] });
    const result = check({ model, base: model, standard });
    expect(title(report('markdown', { ...input(), standard, result }))).toMatch(/Flow logs: no changes$/);
    expect(report('pretty', { ...input(), standard, result })).toMatch(/^no changes\n/);
  });

  test('counts resources, not findings', () => {
    const from = input();
    const changed = from.result.findings.find(({ rule }) => rule === 'FLS506');
    const twice = changed ? [changed, { ...changed, at: 'other', fingerprint: 'other' }] : [];
    const result = { ...from.result, findings: [...from.result.findings, ...twice] };
    expect(title(report('markdown', { ...from, result }))).toContain('1 flow log records less traffic');
  });
});

test('resources of several units are named by addresses, which exceptions accept', () => {
  const inUnit = (name: string) => ({
    ...awsNetwork(`${name}/aws_vpc.spoke`),
    title: 'aws_vpc.spoke',
    unit: { name, artifact: name },
  });
  const model = modelOf({ networks: [inUnit('dev.json'), inUnit('prod.json')] });
  const checked = (exceptions: string) => {
    const standard = FlowLogStandard.parse(`version: 1\nexceptions: [${exceptions}]`, 's.yaml').resolved;
    const result = check({ model, standard });
    return { result, text: report('pretty', { ...input(), standard, result }) };
  };
  expect(checked('').text).toMatch(/^dev\.json\/aws_vpc\.spoke$/m);
  const { result } = checked("{ rule: FLS101, at: 'dev.json/aws_vpc.spoke', reason: later }");
  expect(result.findings.map(({ rule, suppression }) => [rule, suppression?.reason])).toEqual([
    ['FLS101', 'later'],
    ['FLS101', undefined],
  ]);
});
