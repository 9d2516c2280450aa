import { afterAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { Workspace } from '../../support/flow-logs';

/** Files by path, each as JSON; text stays text. */
type Files = Readonly<Record<string, unknown>>;

const NO_STANDARD = 'version: 1\n';

/** A VPC, with or without a flow log, under the same names in every artifact. */
const template = (isLogged: boolean, name = 'Vpc') => ({
  Resources: {
    [name]: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
    ...(isLogged && {
      FlowLog: {
        Type: 'AWS::EC2::FlowLog',
        Properties: {
          ResourceType: 'VPC',
          ResourceId: { Ref: name },
          TrafficType: 'ALL',
          LogDestinationType: 's3',
          LogDestination: 'arn:aws:s3:::central-flow-logs',
        },
      },
    }),
  },
});

const configuration = (isLogged: boolean) => ({
  resource: {
    aws_vpc: { main: { cidr_block: '10.0.0.0/16' } },
    ...(isLogged && {
      aws_flow_log: {
        main: {
          vpc_id: '${aws_vpc.main.id}',
          traffic_type: 'ALL',
          log_destination_type: 's3',
          log_destination: 'arn:aws:s3:::central-flow-logs',
        },
      },
    }),
  },
});

const plan = (isLogged: boolean) => {
  const { resource } = configuration(isLogged);
  const changes = Object.entries(resource).map(([type, { main }]: [string, { main: object }]) => ({
    address: `${type}.main`,
    mode: 'managed',
    type,
    name: 'main',
    change: {
      actions: ['create'],
      before: null,
      after: { ...main, ...(type === 'aws_flow_log' && { vpc_id: undefined }) },
      after_unknown: { id: true, ...(type === 'aws_flow_log' && { vpc_id: true }) },
    },
  }));
  return {
    format_version: '1.2',
    planned_values: {},
    resource_changes: changes,
    configuration: {
      root_module: {
        resources: changes.map(({ address, type }) => ({
          address,
          mode: 'managed',
          type,
          name: 'main',
          expressions:
            type === 'aws_flow_log' ? { vpc_id: { references: ['aws_vpc.main.id', 'aws_vpc.main'] } } : {},
        })),
      },
    },
  };
};

/** A cloud assembly with two stages, whose stacks have the same stack name. */
const stages = (logged: Readonly<Record<string, boolean>>): Files =>
  Object.fromEntries(
    Object.entries(logged).flatMap(([stage, isLogged]) => [
      [
        `assembly-${stage}/manifest.json`,
        {
          version: '48.0.0',
          artifacts: {
            [`${stage}Network`]: {
              type: 'aws:cloudformation:stack',
              environment: 'aws://unknown-account/unknown-region',
              properties: { templateFile: 'Network.template.json', stackName: 'Network' },
              displayName: `${stage}/Network`,
            },
          },
        },
      ],
      [`assembly-${stage}/Network.template.json`, template(isLogged)],
      [
        'manifest.json',
        {
          version: '48.0.0',
          artifacts: Object.fromEntries(
            Object.keys(logged).map((each) => [
              `assembly-${each}`,
              { type: 'cdk:cloud-assembly', properties: { directoryName: `assembly-${each}` } },
            ]),
          ),
        },
      ],
    ]),
  );

const inFolder = (folder: string, files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([path, contents]) => [`${folder}/${path}`, contents]));

/** Two units with equal names inside. Each has a flow log or not. */
const PAIRS: Readonly<Record<string, (first: boolean, second: boolean) => Files>> = {
  'two templates in YAML': (first, second) => ({
    'a.yaml': stringify(template(first)),
    'b.yaml': stringify(template(second)),
  }),
  'two templates with equal file names': (first, second) => ({
    'dev/network.json': template(first),
    'prod/network.json': template(second),
  }),
  'two plans': (first, second) => ({ 'dev.json': plan(first), 'prod.json': plan(second) }),
  'two root modules': (first, second) => ({
    'dev/main.tf.json': configuration(first),
    'prod/main.tf.json': configuration(second),
  }),
  'two stacks of CDKTF': (first, second) => ({
    'cdktf.out/stacks/dev/cdk.tf.json': configuration(first),
    'cdktf.out/stacks/prod/cdk.tf.json': configuration(second),
  }),
  'two stages of the CDK with equal stack names': (first, second) =>
    inFolder('cdk.out', stages({ Dev: first, Prod: second })),
};

/** The artifacts to check: the common directory, or else each file or directory. */
function artifactsOf(files: Files): string[] {
  const roots = new Set(
    Object.keys(files).map((path) => (path.endsWith('main.tf.json') ? path.split('/')[0] : path)),
  );
  for (const directory of ['cdk.out', 'cdktf.out']) {
    if ([...roots].some((path) => path?.startsWith(directory))) return [directory];
  }
  return [...roots] as string[];
}

function writeAll(workspace: Workspace, files: Files, folder = '.'): void {
  for (const [path, contents] of Object.entries(files)) {
    workspace.write(
      `${folder}/${path}`,
      typeof contents === 'string' ? contents : JSON.stringify(contents, null, 2),
    );
  }
}

describe.each(Object.entries(PAIRS))('%s', (_name, filesOf) => {
  const workspace = new Workspace();
  afterAll(() => workspace.remove());
  const under = (folder: string, files: Files) => artifactsOf(files).map((path) => `${folder}/${path}`);

  const write = (folder: string, second: boolean, first = true): string[] => {
    const files = filesOf(first, second);
    writeAll(workspace, files, folder);
    workspace.write('standard.yaml', NO_STANDARD);
    return under(folder, files);
  };
  const check = (...args: string[]) => workspace.flowLogs('check', '--standard', 'standard.yaml', ...args);

  test('a flow log of one does not cover the network of the other', async () => {
    const { code, stdout } = await check(...write('head', false));
    expect(stdout).toContain('FLS101 network-without-flow-log');
    expect(code).toBe(1);
    expect((await check(...write('clean', true))).code).toBe(0);
  });

  test('a flow log that one of them loses is reported', async () => {
    const base = write('base', true).flatMap((path) => ['--base', path]);
    const { code, stdout } = await check(...write('head', false), ...base);
    expect(stdout).toContain('FLS502 coverage-lost');
    expect(code).toBe(1);
  });

  test('equal versions in another directory have no changes', async () => {
    const base = write('base', true).flatMap((path) => ['--base', path]);
    const { code, stdout } = await check(...write('clean', true), ...base);
    expect(stdout).not.toContain('Changes');
    expect(code).toBe(0);
  });

  test('an exception for one of them does not suppress the finding of the other', async () => {
    const artifacts = write('head', false);
    const { stdout } = await check(...artifacts, '--json');
    const [{ subject }] = JSON.parse(stdout).findings;
    const exception = (at: string) =>
      workspace.write(
        'standard.yaml',
        `${NO_STANDARD}exceptions: [{ rule: FLS101, at: '${at}', reason: x }]\n`,
      );
    exception(subject.address);
    expect((await check(...artifacts)).code).toBe(0);
    exception(
      subject.address.replace(/b\.yaml|prod|Prod/g, (name: string) => (name === 'b.yaml' ? 'a.yaml' : 'dev')),
    );
    expect((await check(...artifacts)).code).toBe(1);
  });

  test('the baseline of one does not hide the finding of the other', async () => {
    const { stdout } = await check(...write('before', true, false), '--json');
    workspace.write('baseline.json', stdout);
    const isAccepted = async (...artifacts: string[]) =>
      (await check(...artifacts, '--baseline', 'baseline.json')).code === 0;
    expect(await isAccepted(...write('same', true, false))).toBe(true);
    expect(await isAccepted(...write('head', false))).toBe(false);
  });
});

describe('exceptions by a name that several units have', () => {
  const workspace = new Workspace();
  afterAll(() => workspace.remove());

  test('suppress nothing, and the report states the addresses', async () => {
    writeAll(workspace, { 'dev.json': plan(false), 'prod.json': plan(false) });
    const check = (at: string) => {
      workspace.write('s.yaml', `${NO_STANDARD}exceptions: [{ rule: FLS101, at: '${at}', reason: x }]\n`);
      return workspace.flowLogs('check', '--standard', 's.yaml', 'dev.json', 'prod.json');
    };
    const { code, stdout } = await check('aws_vpc.main');
    expect(code).toBe(1);
    expect(stdout).toContain('several deployment units (dev.json/aws_vpc.main, prod.json/aws_vpc.main)');
    expect(stdout).toMatch(/^prod\.json\/aws_vpc\.main$/m);
    expect((await check('*/aws_vpc.main')).code).toBe(0);
    expect((await check('dev.json/aws_vpc.main')).code).toBe(1);
  });

  test('an exception of a template does not cover every template', async () => {
    writeAll(workspace, { 'one.json': template(false) });
    workspace.write('s.yaml', `${NO_STANDARD}exceptions: [{ rule: FLS101, at: template/Vpc, reason: x }]\n`);
    expect((await workspace.flowLogs('check', '--standard', 's.yaml', 'one.json')).code).toBe(1);
  });

  test('a baseline of another template does not hide a finding', async () => {
    writeAll(workspace, { 'one.json': template(false), 'two.json': template(false) });
    workspace.write('s.yaml', NO_STANDARD);
    const { stdout } = await workspace.flowLogs('check', '--standard', 's.yaml', 'one.json', '--json');
    workspace.write('baseline.json', stdout);
    const { code } = await workspace.flowLogs(
      'check',
      '--standard',
      's.yaml',
      'two.json',
      '--baseline',
      'baseline.json',
    );
    expect(code).toBe(1);
  });
});
