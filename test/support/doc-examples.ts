import { join } from 'node:path';
import { ROOT, sourceFiles } from './source-files';
import { compileErrors } from './virtual-files';

/** An `@example` of a docstring. */
export interface DocExample {
  /** File and line of the docstring. */
  readonly at: string;
  readonly code: string;
}

/** The app around an example: imports, and resources that the example uses. */
export interface ExampleApp {
  readonly before: string;
  readonly after: string;
}

/** An app of the CDK, with a VPC, a bucket and a delivery stream. */
export const CDK_APP: ExampleApp = {
  before: `
import { App, AspectPriority, Aspects, CfnOutput, Duration, RemovalPolicy, Size, Stack, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import {
  type AlertReceivers, CentralFlowLake, FileFormat, FirehoseReceiverRole, FlowField, FlowLake, FlowLogDestination, FlowLogTarget, LogFormat,
  LogFormatError, MaliciousTrafficAlert, MissingFlowLogs, QuestionParameter, RawNotifications, TablePartitions, TaggedResource, TgwField, ThreatSource, UnknownField, VpcField, VpcFlowLogs,
} from 'cloud-flow-logs/cdk';
import { check, readArtifact, readArtifacts, StandardError } from 'cloud-flow-logs/standard';
import { FlowLogStandard, FlowLogStandardPlugin } from 'cloud-flow-logs/standard/cdk';

declare const lake: FlowLake, queue: sqs.Queue, topic: sns.Topic;
class Example extends Stack {
  constructor(app: App, vpc: ec2.Vpc, bucket: s3.Bucket, deliveryStream: firehose.DeliveryStream, text: string) {
    super(app, 'Example');
`,
  after: '\n  }\n}\n',
};

/** An app of CDKTF, with a network, a workspace and a subnet for functions. */
export const CDKTF_APP: ExampleApp = {
  before: `
import type { EventgridSystemTopic } from '@cdktf/provider-azurerm/lib/eventgrid-system-topic';
import type { KeyVault } from '@cdktf/provider-azurerm/lib/key-vault';
import type { KeyVaultKey } from '@cdktf/provider-azurerm/lib/key-vault-key';
import type { LinuxVirtualMachine } from '@cdktf/provider-azurerm/lib/linux-virtual-machine';
import type { LogicAppTriggerHttpRequest } from '@cdktf/provider-azurerm/lib/logic-app-trigger-http-request';
import type { LogicAppWorkflow } from '@cdktf/provider-azurerm/lib/logic-app-workflow';
import type { LogAnalyticsWorkspace } from '@cdktf/provider-azurerm/lib/log-analytics-workspace';
import type { PrivateDnsZone } from '@cdktf/provider-azurerm/lib/private-dns-zone';
import type { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import type { Subnet } from '@cdktf/provider-azurerm/lib/subnet';
import type { VirtualNetwork } from '@cdktf/provider-azurerm/lib/virtual-network';
import { App, TerraformOutput, TerraformStack } from 'cdktf';
import {
  AlertDuration, AlertReceivers, AnalyticsInterval, CustomerKey, ExistingEventTopic, FilterField, FlowAlert, FlowLake,
  FlowLogFilter, FlowLogIdentity, FlowLogTarget, FlowNormalizer, FlowNormalizerOptions, FlowQuestions, FlowSink,
  FlowWorkbook, FunctionCode, LakeEndpoints, MaliciousTrafficAlert, NetworkWatcher, OperatingSystem, OwnQuestion,
  QueryColumnType, QueryTable, RecordType, ResourceProviders, StorageRedundancy, ThreatSource, TrafficAnalytics, VmInsights,
  VnetFlowLogs,
} from 'cloud-flow-logs/cdktf';
import { FlowLogStandard, FlowLogStandardAspect } from 'cloud-flow-logs/standard/cdktf';

declare const app: App, stack: TerraformStack, network: VirtualNetwork, subnet: Subnet, functionSubnet: Subnet;
declare const workspace: LogAnalyticsWorkspace, resourceGroup: ResourceGroup, key: KeyVaultKey, vault: KeyVault;
declare const endpointSubnet: Subnet, blobZone: PrivateDnsZone, queueZone: PrivateDnsZone, topic: EventgridSystemTopic;
declare const workflow: LogicAppWorkflow, trigger: LogicAppTriggerHttpRequest, principalId: string;
declare const machine: LinuxVirtualMachine, location: string, title: string, query: string;
function example(lake: FlowLake, trafficAnalytics: TrafficAnalytics) {
  {
`,
  after: '\n  }\n}\n',
};

/** The examples of the sources in some directories, those of subdirectories included. */
export function docExamples(...directories: string[]): DocExample[] {
  return sourceFiles(...directories).flatMap(({ path, text }) =>
    [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].flatMap(({ 0: comment, index }) => {
      const lines = comment.split('\n').map((line) => line.replace(/^\s*(\/\*\*|\*\/|\*) ?/, ''));
      const start = lines.findIndex((line) => line.startsWith('@example'));
      if (start < 0) return [];
      const rest = lines.slice(start + 1);
      const end = rest.findIndex((line) => line.startsWith('@'));
      const code = rest.slice(0, end < 0 ? undefined : end).join('\n');
      return [{ at: `${path}:${text.slice(0, index).split('\n').length}`, code }];
    }),
  );
}

/** Type-checks examples in an app. Returns the errors with the positions of the docstrings. */
export function exampleErrors(examples: readonly DocExample[], { before, after }: ExampleApp): string[] {
  const texts = new Map(
    examples.map(({ code }, index) => [join(ROOT, `example-${index}.ts`), before + code + after]),
  );
  // an app of `cdk init` does not set this option
  const errors = [...compileErrors(texts, { noUncheckedIndexedAccess: false }).values()];
  return examples.flatMap(({ at }, index) => (errors[index] ?? []).map((message) => `${at}: ${message}`));
}
