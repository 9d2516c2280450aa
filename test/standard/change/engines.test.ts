import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readArtifact, readArtifacts, readArtifactVersions } from '../../../standard/adapters/read-artifact';
import { type CheckResult, check } from '../../../standard/check';
import type { ResourceModel } from '../../../standard/facts';
import { FlowLogStandard } from '../../../standard/flow-log-standard';
import { resultsIn } from '../../support/rule-results';

const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-change-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const standard = FlowLogStandard.parse(
  'version: 1\naws: { format: { default: allow } }\nrules: { FLS407: off, FLS402: off }',
  's.yaml',
).resolved;

function written(name: string, json: object): string {
  const path = join(directory, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(json));
  return path;
}

/** The findings on changes: rule and message. Undecided ones have the rule that is undecided. */
function found({ findings }: CheckResult): string[] {
  return resultsIn(findings)
    .filter(({ rule }) => rule.startsWith('FLS5'))
    .map(({ rule, isUndecided, message }) => `${isUndecided ? `(${rule})` : rule} ${message}`);
}

const rules = (all: readonly string[]) => all.map((each) => each.split(' ')[0]);

interface Resource {
  readonly Type: string;
  readonly Properties?: object;
  readonly UpdateReplacePolicy?: string;
  readonly DeletionPolicy?: string;
}

const VPC = { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } };
const FLOW_LOG = {
  Type: 'AWS::EC2::FlowLog',
  Properties: {
    ResourceType: 'VPC',
    ResourceId: { Ref: 'Vpc' },
    TrafficType: 'ALL',
    LogDestinationType: 's3',
    LogDestination: { 'Fn::GetAtt': ['Logs', 'Arn'] },
  },
};
const LOGS = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'logs' } };
const BASE: Readonly<Record<string, Resource>> = { Vpc: VPC, Logs: LOGS, FlowLog: FLOW_LOG };
const PARAMETERS = { Parameters: { One: { Type: 'String' }, Other: { Type: 'String' } } };

function templates(before: object, after: object): string[] {
  const [base, model] = [before, after].map((Resources) =>
    readArtifact(written('network.json', { Resources, ...PARAMETERS }), directory),
  ) as [ResourceModel, ResourceModel];
  return found(check({ base, model, standard }));
}

function changed(id: string, change: Partial<Resource> & { readonly Properties?: object }): object {
  const before = BASE[id] as Resource;
  return {
    ...BASE,
    [id]: { ...before, ...change, Properties: { ...before.Properties, ...change.Properties } },
  };
}

describe('CloudFormation', () => {
  test('replaces a flow log with its VPC', () => {
    const [finding, ...others] = templates(
      BASE,
      changed('Vpc', { Properties: { CidrBlock: '10.1.0.0/16' } }),
    );
    expect(finding).toContain('FLS501 the deployment replaces its network network.json/Vpc and the flow log');
    expect(finding).toContain('CidrBlock changes from 10.0.0.0/16 to 10.1.0.0/16');
    expect(others).toEqual([]);
  });

  test('replaces everything on a VPC with dedicated tenancy, and nothing in the other direction', () => {
    const dedicated = changed('Vpc', { Properties: { InstanceTenancy: 'dedicated' } });
    expect(rules(templates(BASE, dedicated))).toEqual(['FLS501']);
    expect(templates(dedicated, changed('Vpc', { Properties: { InstanceTenancy: 'default' } }))).toEqual([]);
  });

  test('leaves the decision open for another parameter, and ignores the same one', () => {
    const [one, other] = ['One', 'Other'].map((Ref) =>
      changed('Vpc', { Properties: { CidrBlock: { Ref } } }),
    );
    expect(rules(templates(one as object, other as object))).toEqual(['(FLS501)']);
    expect(templates(one as object, one as object)).toEqual([]);
  });

  test('replaces a flow log with another role, tag fields or cross-account role', () => {
    for (const Properties of [
      { DeliverLogsPermissionArn: 'arn:aws:iam::111122223333:role/other' },
      { DeliverCrossAccountRole: 'arn:aws:iam::111122223333:role/other' },
    ]) {
      expect(rules(templates(BASE, changed('FlowLog', { Properties })))).toEqual(['FLS501']);
    }
  });

  test('keeps the objects of a replaced bucket, and deletes the events of a replaced log group', () => {
    expect(rules(templates(BASE, changed('Logs', { Properties: { BucketName: 'other' } })))).toEqual([
      'FLS501',
      'FLS508',
    ]);
    const group = (LogGroupName: string, UpdateReplacePolicy?: string) => ({
      Vpc: VPC,
      Logs: {
        Type: 'AWS::Logs::LogGroup',
        Properties: { LogGroupName, RetentionInDays: 400 },
        UpdateReplacePolicy,
      },
      FlowLog: {
        ...FLOW_LOG,
        Properties: { ...FLOW_LOG.Properties, LogDestinationType: 'cloud-watch-logs' },
      },
    });
    const destroyed = templates(group('one'), group('other'));
    expect(rules(destroyed)).toEqual(['FLS501', 'FLS507']);
    expect(destroyed[1]).toContain('the records of up to 400 days are deleted');
    expect(rules(templates(group('one', 'Retain'), group('other', 'Retain')))).toEqual(['FLS501', 'FLS508']);
  });

  test('deletes the objects of a bucket that the CDK empties', () => {
    const emptied = (BucketName: string) => ({
      ...changed('Logs', { Properties: { BucketName } }),
      AutoDelete: { Type: 'Custom::S3AutoDeleteObjects', Properties: { BucketName: { Ref: 'Logs' } } },
    });
    expect(rules(templates(emptied('one'), emptied('other')))).toContain('FLS507');
  });

  test('cannot replace a bucket that keeps its name', () => {
    const [, refused] = templates(BASE, changed('Logs', { Properties: { ObjectLockEnabled: true } })).filter(
      (each) => !each.startsWith('FLS508'),
    );
    expect(refused).toContain('FLS509 CloudFormation creates');
    expect(refused).toContain('both have the name logs');
  });

  test('creates a flow log under another logical id first, which EC2 refuses', () => {
    const { FlowLog, ...rest } = BASE;
    const findings = templates(BASE, { ...rest, Renamed: FlowLog });
    expect(rules(findings)).toEqual(['FLS501', 'FLS509']);
    expect(findings[1]).toContain('FlowLogAlreadyExists');
  });

  test('pairs a VPC and its flow log that are both renamed', () => {
    const { FlowLog, Vpc, Logs } = BASE;
    const moved = { ...FlowLog, Properties: { ...FlowLog?.Properties, ResourceId: { Ref: 'Net' } } };
    const findings = templates(BASE, { Net: Vpc, Logs, Moved: moved });
    expect(rules(findings)).toEqual(['FLS501']);
    expect(findings[0]).toContain('replaces its network');
  });

  test('ignores a weak reference instead of an import of the same output', async () => {
    const network = written('weak/network.template.json', {
      Resources: { Vpc: VPC },
      Outputs: { VpcId: { Value: { Ref: 'Vpc' }, Export: { Name: 'vpc-id' } } },
    });
    const version = async (ResourceId: object) => {
      const logs = written('weak/logs.template.json', {
        Resources: {
          Logs: LOGS,
          FlowLog: { ...FLOW_LOG, Properties: { ...FLOW_LOG.Properties, ResourceId } },
        },
      });
      return (await readArtifacts([network, logs], { directory })).current;
    };
    const base = await version({ 'Fn::ImportValue': 'vpc-id' });
    const model = await version({ 'Fn::GetStackOutput': { StackName: 'network', OutputName: 'VpcId' } });
    expect(model.flowLogs[0]?.target).toEqual(base.flowLogs[0]?.target);
    expect(found(check({ base, model, standard }))).toEqual([]);
  });

  test('reports a VPC that loses its flow log, and nothing for a VPC that is removed with it', () => {
    const { FlowLog, Vpc, Logs } = BASE;
    expect(rules(templates(BASE, { Vpc, Logs }))).toEqual(['FLS502']);
    expect(templates(BASE, { Logs, Other: { Type: 'AWS::SNS::Topic' } })).toEqual([]);
    expect(FlowLog).toBeDefined();
  });
});

const SOURCE = 'registry.terraform.io/hashicorp/aws';

function change(
  address: string,
  actions: readonly string[],
  before: object | null,
  more: object = {},
): object {
  const { after = before, ...rest } = more as { after?: object | null };
  const outer = Object.fromEntries(
    Object.entries(rest).filter(([key]) => ['action_reason', 'previous_address'].includes(key)),
  );
  const inner = Object.fromEntries(Object.entries(rest).filter(([key]) => !(key in outer)));
  return {
    address,
    mode: 'managed',
    type: address.split('.')[0],
    name: address.split('.')[1],
    provider_name: SOURCE,
    ...outer,
    change: { actions, before, after, after_unknown: {}, ...inner },
  };
}

function plan(changes: readonly object[], more: object = {}): string[] {
  const json = { format_version: '1.2', planned_values: {}, resource_changes: changes, ...more };
  const { current, prior } = readArtifactVersions(written('plan.json', json), directory);
  return found(check({ model: current, base: prior() as never, standard }));
}

const TF_VPC = { id: 'vpc-1', cidr_block: '10.0.0.0/16' };
const TF_FLOW_LOG = {
  id: 'fl-1',
  vpc_id: 'vpc-1',
  traffic_type: 'ALL',
  log_destination_type: 's3',
  log_destination: 'arn:aws:s3:::logs',
};
const TF_BUCKET = { id: 'logs', arn: 'arn:aws:s3:::logs', bucket: 'logs', force_destroy: false };
const vpc = change('aws_vpc.main', ['no-op'], TF_VPC);
const bucket = change('aws_s3_bucket.logs', ['no-op'], TF_BUCKET);

describe('a Terraform plan', () => {
  test('states a replacement that no value shows', () => {
    const tainted = change('aws_flow_log.main', ['delete', 'create'], TF_FLOW_LOG, {
      action_reason: 'replace_because_tainted',
    });
    const [finding] = plan([vpc, bucket, tainted]);
    expect(finding).toContain('FLS501 the deployment replaces the flow log, because it is tainted');
    expect(finding).toContain('Terraform deletes the old flow log before it creates the new one');
    const requested = change('aws_flow_log.main', ['delete', 'create'], TF_FLOW_LOG, {
      action_reason: 'replace_by_request',
    });
    expect(plan([vpc, bucket, requested])[0]).toContain('the option -replace names it');
  });

  test('states the replaced network with its paths', () => {
    const findings = plan(
      [
        change('aws_vpc.main', ['delete', 'create'], TF_VPC, {
          after: { cidr_block: '10.1.0.0/16' },
          after_unknown: { id: true },
          replace_paths: [['cidr_block']],
          action_reason: 'replace_because_cannot_update',
        }),
        bucket,
        change('aws_flow_log.main', ['delete', 'create'], TF_FLOW_LOG, {
          after: { ...TF_FLOW_LOG, vpc_id: undefined },
          after_unknown: { id: true, vpc_id: true },
          replace_paths: [['vpc_id']],
        }),
      ],
      {
        configuration: {
          root_module: {
            resources: [
              {
                address: 'aws_flow_log.main',
                expressions: { vpc_id: { references: ['aws_vpc.main.id', 'aws_vpc.main'] } },
              },
            ],
          },
        },
      },
    );
    expect(rules(findings)).toEqual(['FLS501']);
    expect(findings[0]).toContain('replaces its network aws_vpc.main and the flow log');
  });

  test('reports a flow log on a replaced VPC whose id is a literal', () => {
    const replaced = change('aws_vpc.main', ['delete', 'create'], TF_VPC, {
      after: { cidr_block: '10.1.0.0/16' },
      after_unknown: { id: true },
      replace_paths: [['cidr_block']],
    });
    expect(rules(plan([replaced, bucket, change('aws_flow_log.main', ['no-op'], TF_FLOW_LOG)]))).toContain(
      'FLS502',
    );
  });

  test('deletes records with force_destroy, and stops without it', () => {
    const replaced = (force: boolean) =>
      change(
        'aws_s3_bucket.logs',
        ['delete', 'create'],
        { ...TF_BUCKET, force_destroy: force },
        {
          replace_paths: [['bucket']],
        },
      );
    const log = change('aws_flow_log.main', ['no-op'], TF_FLOW_LOG);
    expect(rules(plan([vpc, replaced(true), log]))).toEqual(['FLS507']);
    const stopped = plan([vpc, replaced(false), log]);
    expect(rules(stopped)).toContain('FLS509');
    expect(stopped.join()).toContain('S3 refuses to delete');
  });

  test('follows moved blocks', () => {
    const moved = change('aws_flow_log.new', ['no-op'], TF_FLOW_LOG, {
      previous_address: 'aws_flow_log.main',
    });
    expect(plan([vpc, bucket, moved])).toEqual([]);
    const json = (changes: readonly object[]) => ({
      format_version: '1.2',
      planned_values: {},
      resource_changes: changes,
    });
    const base = readArtifact(
      written('plan.json', json([vpc, bucket, change('aws_flow_log.main', ['no-op'], TF_FLOW_LOG)])),
      directory,
    );
    const model = readArtifact(written('plan.json', json([vpc, bucket, moved])), directory);
    expect(found(check({ base, model, standard }))).toEqual([]);
  });

  test('ignores deposed objects', () => {
    const log = change('aws_flow_log.main', ['no-op'], TF_FLOW_LOG);
    const deposed = {
      ...change('aws_flow_log.main', ['delete'], TF_FLOW_LOG, { after: null }),
      deposed: '0a1b',
    };
    expect(plan([vpc, bucket, log, deposed])).toEqual([]);
  });

  test('reports a storage account that is replaced', () => {
    const account = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/logs';
    const network = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/hub';
    const findings = plan([
      change('azurerm_virtual_network.hub', ['no-op'], { id: network, name: 'hub' }),
      change(
        'azurerm_storage_account.logs',
        ['delete', 'create'],
        { id: account, name: 'logs', location: 'westeurope' },
        {
          after: { id: account, name: 'logs', location: 'northeurope' },
          replace_paths: [['location']],
        },
      ),
      change('azurerm_network_watcher_flow_log.hub', ['no-op'], {
        name: 'hub',
        network_watcher_name: 'w',
        resource_group_name: 'g',
        target_resource_id: network,
        storage_account_id: account,
        enabled: true,
      }),
    ]);
    expect(rules(findings)).toEqual(['FLS507']);
    expect(findings[0]).toContain('location cannot be updated in place');
  });
});

describe('a Terraform configuration', () => {
  const version = (cidr: string | undefined, name = 'logs') =>
    readArtifact(
      written('main.tf.json', {
        resource: {
          aws_vpc: { main: { ...(cidr !== undefined && { cidr_block: cidr }), tags: { Name: 'main' } } },
          aws_s3_bucket: { logs: { bucket: name, force_destroy: true } },
          aws_flow_log: {
            main: {
              vpc_id: '${aws_vpc.main.id}',
              traffic_type: 'ALL',
              log_destination_type: 's3',
              log_destination: '${aws_s3_bucket.logs.arn}',
            },
          },
        },
      }),
      directory,
    );
  const between = (base: ResourceModel, model: ResourceModel) => found(check({ base, model, standard }));

  test('replaces a flow log with its VPC', () => {
    const findings = between(version('10.0.0.0/16'), version('10.1.0.0/16'));
    expect(rules(findings)).toEqual(['FLS501']);
    expect(findings[0]).toContain('replaces its network aws_vpc.main and the flow log');
  });

  test('may replace a VPC whose address range is no longer computed', () => {
    expect(rules(between(version(undefined), version('10.1.0.0/16')))).toEqual(['(FLS501)']);
  });

  test('deletes the objects of a bucket with force_destroy', () => {
    expect(rules(between(version('10.0.0.0/16'), version('10.0.0.0/16', 'other')))).toEqual([
      'FLS501',
      'FLS507',
    ]);
  });
});

describe('a Pulumi preview', () => {
  const urn = (type: string, name: string) => `urn:pulumi:dev::app::${type}::${name}`;
  const VPC_URN = urn('aws:ec2/vpc:Vpc', 'main');
  const state = (type: string, name: string, inputs: object, id: string) => ({
    urn: urn(type, name),
    type,
    id,
    inputs,
    outputs: {},
    propertyDependencies: {},
  });
  const vpcState = state('aws:ec2/vpc:Vpc', 'main', { cidrBlock: '10.0.0.0/16' }, 'vpc-1');
  const logState = state(
    'aws:ec2/flowLog:FlowLog',
    'main',
    { vpcId: 'vpc-1', trafficType: 'ALL', logDestinationType: 's3', logDestination: 'arn:aws:s3:::logs' },
    'fl-1',
  );
  const same = (oldState: { readonly urn: string }) => ({
    op: 'same',
    urn: oldState.urn,
    oldState,
    newState: oldState,
  });

  function preview(steps: readonly object[]): string[] {
    const { current, prior } = readArtifactVersions(written('preview.json', { steps }), directory);
    return found(check({ model: current, base: prior() as never, standard }));
  }

  test('states the replacement of a network', () => {
    const newState = { ...vpcState, inputs: { cidrBlock: '10.1.0.0/16' } };
    const step = { urn: VPC_URN, oldState: vpcState, newState, replaceReasons: ['cidrBlock'] };
    const findings = preview([
      { op: 'create-replacement', ...step },
      { op: 'replace', ...step },
      same(logState),
      { op: 'delete-replaced', urn: VPC_URN, oldState: vpcState },
    ]);
    expect(findings.join()).toContain('FLS501 the deployment replaces its network Vpc main');
    expect(findings.join()).toContain('cidrBlock cannot be updated in place');
  });

  test('follows aliases', () => {
    const renamed = {
      ...logState,
      urn: urn('aws:ec2/flowLog:FlowLog', 'renamed'),
      aliases: [logState.urn],
    };
    expect(
      preview([same(vpcState), { op: 'same', urn: renamed.urn, oldState: logState, newState: renamed }]),
    ).toEqual([]);
  });

  test('creates a flow log under another name first, which EC2 refuses', () => {
    const renamed = { ...logState, urn: urn('aws:ec2/flowLog:FlowLog', 'renamed') };
    const findings = preview([
      same(vpcState),
      { op: 'create', urn: renamed.urn, newState: renamed },
      { op: 'delete', urn: logState.urn, oldState: logState },
    ]);
    expect(rules(findings)).toEqual(['FLS501', 'FLS509']);
  });
});
