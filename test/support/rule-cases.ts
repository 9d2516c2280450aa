import { TgwField } from '../../aws/fields';
import { TargetKind } from '../../aws/flow-log';
import { LogFormat } from '../../aws/format';
import {
  type AwsFlowLog,
  type AzureFlowLog,
  type Destination,
  DestinationKind,
  type ImmutableProperty,
  known,
  type Network,
  NetworkKind,
  type PlannedAction,
  type PlannedChange,
  type ResourceModel,
  unknown,
} from '../../standard/facts';
import { FlowLogStandard } from '../../standard/flow-log-standard';
import type { Severity } from '../../standard/severity';
import type { Standard } from '../../standard/standard';
import { awsFlowLog, awsNetwork, azureFlowLog, azureNetwork, destination, modelOf } from './standard-facts';

/** One input of a rule. */
export interface RuleCase {
  /**
   * The declared resources.
   *
   * @default - none
   */
  readonly model?: ResourceModel;
  /** The previous version of the app. Rules on changes require it. */
  readonly base?: ResourceModel;
  /**
   * The standard in YAML, without its `version`.
   *
   * @default CASE_STANDARD
   */
  readonly standard?: string;
  /** The expected advice. */
  readonly fix?: string;
  /** The expected severity of the verdict, if the rule raises or lowers its own. */
  readonly severity?: Severity;
}

/** The inputs of one rule by their expected outcome. A name describes the input, and completes "reports ...". */
export interface RuleCases {
  readonly bad: Readonly<Record<string, RuleCase>>;
  readonly good: Readonly<Record<string, RuleCase>>;
  readonly undecided?: Readonly<Record<string, RuleCase>>;
  /** Inputs that the rule does not evaluate. */
  readonly skipped?: Readonly<Record<string, RuleCase>>;
}

/** The standard of cases that set none. */
export const CASE_STANDARD = `
aws:
  format: { required: [srcaddr, dstaddr, action], order: exact, extra: deny, default: deny }
  traffic: ALL
  maxAggregationSeconds: 60
  destinations: [{ type: s3, name: 'central-*', fileFormat: parquet }]
  retention: { minDays: 365, hotDays: 90 }
  customerManagedKey: true
azure:
  trafficAnalytics: { required: true, intervalMinutes: 10 }
  storageAccounts: ['central*']
  retention: { minDays: 90, hotDays: 30 }
`;

/** Parses a standard without its `version`. */
export function standardOf(text = CASE_STANDARD): Standard {
  return FlowLogStandard.parse(`version: 1\n${text}`, 's.yaml').resolved;
}

/** A value that is known only after deployment. */
export const PARAMETER = unknown('it is a parameter');

/** The fields of every transit gateway flow log. */
export const TGW_FORMAT = LogFormat.of(...TgwField.all()).toString();

/** One AWS flow log. */
export function aws(change: Partial<AwsFlowLog>): RuleCase {
  return { model: modelOf({ flowLogs: [awsFlowLog(change)] }) };
}

/** One Azure flow log. */
export function azure(change: Partial<AzureFlowLog>): RuleCase {
  return { model: modelOf({ flowLogs: [azureFlowLog(change)] }) };
}

/** One AWS flow log with this format. */
export function awsFormat(text: string | undefined, kind: string = TargetKind.VPC): RuleCase {
  return aws({ format: known(text), targetKind: known(kind) });
}

/** One AWS flow log that delivers to this bucket. */
export function toBucket(change: Partial<Destination>): RuleCase {
  return aws({ destination: known(destination(change)) });
}

/** One Azure flow log that delivers to this storage account. */
export function toAccount(change: Partial<Destination>, retentionDays = 180): RuleCase {
  const kind = DestinationKind.STORAGE_ACCOUNT;
  return azure({
    retentionDays: known(retentionDays),
    destination: known(destination({ kind, name: known('central'), ...change })),
  });
}

/** Subnets of the virtual network `Hub`. */
export function azureSubnets(...names: string[]): Network[] {
  return names.map((name) => ({ ...azureNetwork(name, NetworkKind.VNET_SUBNET), parent: known('Hub') }));
}

/** An Azure flow log on a subnet. */
export function onAzureSubnet(name: string, change: Partial<AzureFlowLog> = {}): AzureFlowLog {
  return azureFlowLog({ address: `On${name}`, target: known(name), targetKind: known('subnet'), ...change });
}

/** The change of one AWS flow log. */
export function awsChange(before: Partial<AwsFlowLog>, after: Partial<AwsFlowLog>): RuleCase {
  return {
    base: modelOf({ flowLogs: [awsFlowLog(before)] }),
    model: modelOf({ flowLogs: [awsFlowLog(after)] }),
  };
}

/** The change of one Azure flow log. */
export function azureChange(before: Partial<AzureFlowLog>, after: Partial<AzureFlowLog>): RuleCase {
  return {
    base: modelOf({ flowLogs: [azureFlowLog(before)] }),
    model: modelOf({ flowLogs: [azureFlowLog(after)] }),
  };
}

/** The change of the VPC under one AWS flow log. */
export function networkChange(
  before: readonly ImmutableProperty[],
  after: readonly ImmutableProperty[],
): RuleCase {
  const version = (immutable: readonly ImmutableProperty[]) =>
    modelOf({ networks: [{ ...awsNetwork(), immutable }], flowLogs: [awsFlowLog()] });
  return { base: version(before), model: version(after) };
}

/** The change of the bucket under one AWS flow log. */
export function bucketChange(before: Partial<Destination>, after: Partial<Destination>): RuleCase {
  return awsChange({ destination: known(destination(before)) }, { destination: known(destination(after)) });
}

/** The plan of an engine for a resource. */
export function planned(action: PlannedAction, ...causes: string[]): { readonly planned: PlannedChange } {
  return { planned: { action, causes } };
}
