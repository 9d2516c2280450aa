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

  test('finds the standard, and is silent about a clean app: exit 0', async () => {
    expect(await check('clean.json')).toMatchObject({
      code: 0,
      stdout: 'nothing found in 1 flow log and 3 networks, by corpus\n',
    });
  });

  test('says what is wrong, why, and where: exit 1', async () => {
    const { code, stdout } = await check('bad.json');
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /FLS301 traffic-type: the traffic type is REJECT; the standard requires ALL\n {6}why .*\n {6}fix .*\n {6}at {3}bad\.json:\d+/,
    );
  });

  test('names the line of the property in the artifact', async () => {
    const { stdout } = await check('bad.json');
    const [, line] = /bad\.json:(\d+)/.exec(stdout) ?? [];
    expect(workspace.read('bad.json').split('\n')[Number(line) - 1]).toContain('"TrafficType": "REJECT"');
  });

  test.each([
    ['error', 0],
    ['warning', 1],
  ])('--fail-on %s: exit %i', async (failOn, code) => {
    expect((await check('slow.json', '--fail-on', failOn)).code).toBe(code);
  });

  test('tells a broken standard with its position, and what to do: exit 2', async () => {
    expect(await check('clean.json', '--standard', 'broken.yaml')).toMatchObject({
      code: 2,
      stderr: 'error: broken.yaml:3:3: aws: trafic is not known: did you mean traffic?\n',
    });
  });

  test.each([
    [[]],
    [['clean.json', '--report', 'html']],
    [['clean.json', '--report', 'json', '--report', 'sarif']],
    [['clean.json', '--baseline', 'clean.json']],
  ])('%j can not be carried out: exit 2', async (args) => {
    expect((await check(...args)).code).toBe(2);
  });

  test.each([['nowhere.json'], ['flow-log-standard.yaml']])('%s is no artifact: exit 3', async (path) => {
    const { code, stderr } = await check(path);
    expect(stderr).toContain('error: ');
    expect(code).toBe(3);
  });

  test('writes all reports before it ends', async () => {
    const kinds = ['json', 'sarif', 'markdown', 'junit', 'github'];
    const { code, stdout } = await check(
      'bad.json',
      ...kinds.flatMap((kind) => ['--report', `${kind}=out.${kind}`]),
    );
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    for (const kind of kinds) expect(workspace.read(`out.${kind}`)).toContain('FLS301');
  });

  test('fails only by what is new since a baseline', async () => {
    await check('bad.json', '--report', 'json=before.json');
    expect((await check('bad.json', '--baseline', 'before.json')).code).toBe(0);
    expect((await check('slow.json', '--baseline', 'before.json', '--fail-on', 'warning')).code).toBe(1);
  });

  test('reviews a change: what is made anew, and how to do without a gap', async () => {
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

  test('lists the rules', async () => {
    expect((await check('--list-rules')).stdout).toContain('FLS601');
  });
});

describe('standard', () => {
  const workspace = new Workspace();
  const standard = (...args: string[]) => workspace.flowLogs('standard', ...args);
  afterAll(() => workspace.remove());

  test('init writes one that can be read, and none over another', async () => {
    expect((await standard('init', '--profile', 'cis-aws-7.0')).code).toBe(0);
    expect((await standard('show')).stdout).toContain('minDays: 365');
    expect(await standard('init')).toMatchObject({ code: 2, stderr: expect.stringContaining('--force') });
    expect((await standard('init', '--profile', 'nope', '--force')).code).toBe(2);
  });

  test.each(['FLS201', 'fls201', 'required-field-missing'])('explain %s', async (name) => {
    expect((await standard('explain', name)).stdout).toMatch(/^FLS201 required-field-missing \(error\)/);
  });

  test('explain knows what was meant', async () => {
    expect(await standard('explain', 'FLS20')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('did you mean FLS2'),
    });
  });

  test('export makes a telemetry rule and parameters of policies of it', async () => {
    const rule = JSON.parse((await standard('export', '--to', 'telemetry-rule')).stdout);
    expect(rule.Resources.FlowLogs.Properties.Rule.DestinationConfiguration).toMatchObject({
      RetentionInDays: 365,
      VPCFlowLogParameters: { TrafficType: 'ALL', MaxAggregationInterval: 600 },
    });
    const { assignments } = JSON.parse((await standard('export', '--to', 'azure-policy')).stdout);
    expect(assignments[0].policyDefinitionId).toMatch(/4c3c6c5f/);
    expect((await standard('export')).code).toBe(2);
  });

  test('schema names fields, profiles and rules', async () => {
    const text = (await standard('schema')).stdout;
    for (const name of ['pkt-srcaddr', 'cis-aws-7.0', 'FLS101']) expect(text).toContain(`"${name}"`);
  });
});
