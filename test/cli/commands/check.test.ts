import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLEAN_AWS, CORPUS_STANDARD, type CorpusFlowLog } from '../../standard/corpus/corpus-app';
import { templateOf } from '../../standard/corpus/template-app';
import { Workspace } from '../../support/flow-logs';

describe('check', () => {
  const workspace = new Workspace();
  const check = (...args: string[]) => workspace.flowLogs('check', ...args);
  const app = (change: Partial<CorpusFlowLog>) =>
    JSON.stringify(
      templateOf({ ...CLEAN_AWS, flowLogs: [{ ...(CLEAN_AWS.flowLogs?.[0] as CorpusFlowLog), ...change }] }),
      null,
      2,
    );

  beforeAll(() => {
    workspace.write('clean.json', app({}));
    workspace.write('bad.json', app({ traffic: 'REJECT' }));
    workspace.write('slow.json', app({ interval: 600 }));
    workspace.write('flow-log-standard.yaml', CORPUS_STANDARD);
    workspace.write('broken.yaml', 'version: 1\naws:\n  trafic: ALL\n');
  });

  afterAll(() => workspace.remove());

  test('finds the standard, reports nothing for a valid app and exits 0', async () => {
    expect(await check('clean.json')).toMatchObject({
      code: 0,
      stdout: 'no findings in 1 flow log and 3 networks; standard: corpus\n',
    });
  });

  test('reports the finding, its reason, fix and location, and exits 1', async () => {
    const { code, stdout } = await check('bad.json');
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /FLS301 traffic-type: the traffic type is REJECT; the standard requires ALL\n {6}why .*\n {6}fix .*\n {6}at {3}bad\.json:\d+/,
    );
  });

  test('reports the line of the property in the artifact', async () => {
    const { stdout } = await check('bad.json');
    const [, line] = /bad\.json:(\d+)/.exec(stdout) ?? [];
    expect(workspace.read('bad.json').split('\n')[Number(line) - 1]).toContain('"TrafficType": "REJECT"');
  });

  test.each([
    ['error', 0],
    ['warning', 1],
  ])('with --fail-on %s, exits %i for a warning', async (failOn, code) => {
    expect((await check('slow.json', '--fail-on', failOn)).code).toBe(code);
  });

  test('reports an invalid standard with the position and the fix, and exits 2', async () => {
    expect(await check('clean.json', '--standard', 'broken.yaml')).toMatchObject({
      code: 2,
      stderr: 'error: broken.yaml:3:3: aws: unknown key trafic: did you mean traffic?\n',
    });
  });

  test.each([
    [[]],
    [['clean.json', '--report', 'html']],
    [['clean.json', '--report', 'json', '--report', 'sarif']],
    [['clean.json', '--baseline', 'clean.json']],
  ])('rejects the arguments %j with exit code 2', async (args) => {
    expect((await check(...args)).code).toBe(2);
  });

  test.each([['nowhere.json'], ['flow-log-standard.yaml']])(
    'rejects %s, which is no artifact',
    async (path) => {
      const { code, stdout, stderr } = await check(path);
      expect(stderr).toMatch(new RegExp(`^error: .*${path}`));
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    },
  );

  test('writes all reports', async () => {
    const kinds = ['json', 'sarif', 'markdown', 'junit', 'github'];
    const { code, stdout } = await check(
      'bad.json',
      ...kinds.flatMap((kind) => ['--report', `${kind}=out.${kind}`]),
    );
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    for (const kind of kinds) expect(workspace.read(`out.${kind}`)).toContain('FLS301');
  });

  test('prints the JSON report with --json', async () => {
    const { code, stdout } = await check('bad.json', '--json');
    expect(JSON.parse(stdout).findings).toContainEqual(expect.objectContaining({ rule: 'FLS301' }));
    expect(await check('bad.json', '--report', 'json')).toEqual({ code, stdout, stderr: '' });
    expect(code).toBe(1);
  });

  test('writes another report to a file with --json', async () => {
    const { stdout } = await check('bad.json', '--json', '--report', 'sarif=with-json.sarif');
    expect(JSON.parse(stdout).findings).not.toEqual([]);
    expect(workspace.read('with-json.sarif')).toContain('FLS301');
  });

  test('exits 2 if two reports would go to standard output', async () => {
    expect(await check('bad.json', '--json', '--report', 'sarif')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'error: standard output takes one report, received json and sarif: give a file, --report sarif=FILE\n',
    });
  });

  test('exits 2 if a report cannot be written', async () => {
    const { code, stderr } = await check('bad.json', '--report', 'json=missing/report.json');
    expect(stderr).toMatch(/^error: cannot write the report missing\/report\.json: ENOENT/);
    expect(code).toBe(2);
  });

  test('takes an artifact after --report and --base', async () => {
    const { code } = await check('--base', 'clean.json', '--report', 'json=after.json', 'clean.json');
    expect(code).toBe(0);
  });

  test('exits 1 only for findings that the baseline does not have', async () => {
    await check('bad.json', '--report', 'json=before.json');
    expect((await check('bad.json', '--baseline', 'before.json')).code).toBe(0);
    expect((await check('slow.json', '--baseline', 'before.json', '--fail-on', 'warning')).code).toBe(1);
  });

  test('reviews a change: reports a replacement and how to avoid a gap in the logs', async () => {
    const { code, stdout } = await check('bad.json', '--base', 'clean.json', '--fail-on', 'warning');
    expect(code).toBe(1);
    for (const text of [
      'FLS501 will-replace',
      'FLS506 traffic-narrowed',
      'traffic type: ALL -> REJECT',
      '1. add a second flow log',
    ]) {
      expect(stdout).toContain(text);
    }
  });

  test('lists the rules, as a table and as JSON', async () => {
    expect((await check('--list-rules')).stdout).toContain('FLS601');
    const rules = JSON.parse((await check('--list-rules', '--json')).stdout);
    expect(rules).toContainEqual(expect.objectContaining({ id: 'FLS601' }));
  });
});

describe('standard', () => {
  const workspace = new Workspace();
  const standard = (...args: string[]) => workspace.flowLogs('standard', ...args);
  afterAll(() => workspace.remove());

  test('init writes a valid standard, and overwrites none', async () => {
    expect((await standard('init', '--profile', 'cis-aws-7.0')).code).toBe(0);
    const { stdout } = await standard('show');
    expect(stdout).toMatch(/^version: 1\nextends:\n {2}- cis-aws-7\.0\n/);
    expect(stdout).toMatch(/^# aws\.retention\.minDays: 365 +cis-aws-7\.0 4\.7, recommended$/m);
    expect(stdout).toMatch(/^# azure\.version: 2 +default$/m);
    expect(await standard('init')).toMatchObject({ code: 2, stderr: expect.stringContaining('--force') });
    expect((await standard('init', '--profile', 'nope', '--force')).code).toBe(2);
    expect(await standard('init', '--profile', 'fedramp-high', '--force')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('unknown profile fedramp-high: use fedramp-high-r4 or fedramp-high-r5'),
    });
  });

  test.each(['FLS201', 'fls201', 'required-field-missing'])('explain %s explains the rule', async (name) => {
    expect((await standard('explain', name)).stdout).toMatch(
      /^FLS201 required-field-missing \(error, since 0\.1\.0\)/,
    );
  });

  test.each([
    ['missing-fields', 'did you mean required-field-missing?'],
    ['retention', 'did you mean retention-below-min?'],
  ])('explain suggests a rule for %s', async (name, hint) => {
    expect(await standard('explain', name)).toEqual({
      code: 2,
      stdout: '',
      stderr: `error: unknown rule ${name}: ${hint}\n`,
    });
  });

  test('explain --json prints the rule, with the controls that require it', async () => {
    const own = Workspace.ofTest();
    const rule = JSON.parse((await own.flowLogs('standard', 'explain', 'FLS101', '--json')).stdout);
    expect(rule).toMatchObject({ id: 'FLS101', name: 'network-without-flow-log', severity: 'error' });
    expect(rule.requiredBy).toContainEqual(
      expect.objectContaining({ profile: 'cis-aws-7.0', strength: 'demanded' }),
    );
    expect((await own.flowLogs('standard', 'explain', 'FLS101')).stdout).toMatch(
      /^ {2}our reading: .* \(.*pci-dss-4\.0\.1 10\.2\.1.*\)\n {4}Source: .*PCI/m,
    );
  });

  test('init --json prints the file and its profiles; --profile takes several', async () => {
    const args = ['--out', 'two.yaml', '--profile', 'cis-aws-7.0', '--profile', 'nist-800-53-r5', '--json'];
    expect(JSON.parse((await standard('init', ...args)).stdout)).toEqual({
      file: 'two.yaml',
      profiles: ['cis-aws-7.0', 'nist-800-53-r5'],
    });
    const shown = JSON.parse((await standard('show', 'two.yaml', '--json')).stdout);
    expect(shown.profiles).toEqual(['cis-aws-7.0', 'nist-800-53-r5']);
    expect(shown.file).toEqual({ version: 1, extends: ['cis-aws-7.0', 'nist-800-53-r5'] });
    expect(shown.settings).toContainEqual({
      key: 'aws.retention.minDays',
      value: 365,
      origin: 'profile',
      control: { profile: 'cis-aws-7.0', id: '4.7', strength: 'recommended' },
    });
  });

  test('init takes profiles separated by commas and spaces, and drops duplicates', async () => {
    const init = (profile: string) =>
      standard('init', '--out', 'listed.yaml', '--force', '--json', '--profile', profile);
    expect(JSON.parse((await init('hipaa, soc-2,hipaa')).stdout).profiles).toEqual(['hipaa', 'soc-2']);
    expect(await init('')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--profile has no value'),
    });
  });

  test('explain suggests the id of a rule', async () => {
    expect(await standard('explain', 'FLS20')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('did you mean FLS2'),
    });
  });

  test('export prints a telemetry rule and parameters of Azure policies', async () => {
    const rule = JSON.parse((await standard('export', '--to', 'telemetry-rule')).stdout);
    expect(rule.Resources.FlowLogs.Properties.Rule.DestinationConfiguration).toMatchObject({
      RetentionInDays: 365,
      VPCFlowLogParameters: { TrafficType: 'ALL', MaxAggregationInterval: 600 },
    });
    expect((await standard('show')).stdout).toContain('extends:\n  - cis-aws-7.0');
    const { assignments } = JSON.parse((await standard('export', '--to', 'azure-policy')).stdout);
    expect(assignments[0].policyDefinitionId).toMatch(/4c3c6c5f/);
    expect((await standard('export')).code).toBe(2);
  });

  test('schema contains fields, profiles and rules', async () => {
    const text = (await standard('schema')).stdout;
    for (const name of ['pkt-srcaddr', 'cis-aws-7.0', 'FLS101']) expect(text).toContain(`"${name}"`);
  });
});
