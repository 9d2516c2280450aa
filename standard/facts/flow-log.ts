import type { Destination } from './destination';
import type { Cloud, Fact } from './fact';
import type { Value } from './value';

interface FlowLogFact extends Fact {
  /** Address of a network of this app, or the cloud's own id of one that is not. */
  readonly target: Value<string>;
  readonly destination: Value<Destination>;
  /** Account (AWS) or subscription (Azure) it is made in. */
  readonly account: Value<string>;
}

/** A flow log of AWS. Texts are as they stand: whether they are right is for rules to say. */
export interface AwsFlowLog extends FlowLogFact {
  readonly cloud: Cloud.AWS;
  /** `VPC`, `Subnet`, `NetworkInterface`, `TransitGateway`, `TransitGatewayAttachment`, `RegionalNatGateway`. */
  readonly targetKind: Value<string>;
  /** The format; `undefined` is AWS's own. */
  readonly format: Value<string | undefined>;
  /** `ALL`, `ACCEPT` or `REJECT`; `undefined` for transit gateways, which take no choice. */
  readonly traffic: Value<string | undefined>;
  /** Seconds; `undefined` is AWS's own: 600, and 60 for transit gateways. */
  readonly interval: Value<number | undefined>;
  /** `s3`, `cloud-watch-logs`, `kinesis-data-firehose`; `undefined` is `cloud-watch-logs`. */
  readonly destinationType: Value<string | undefined>;
  /** `plain-text` or `parquet`; `undefined` is plain text. */
  readonly fileFormat: Value<string | undefined>;
  readonly hivePartitions: Value<boolean>;
  readonly hourlyPartitions: Value<boolean>;
  /** Whether a role, where the destination needs one, is given. */
  readonly deliveryRole: Value<boolean>;
}

/** What Traffic Analytics is set to. */
export interface AnalyticsFact {
  readonly enabled: Value<boolean>;
  /** Minutes; `undefined` is Azure's own: 60. */
  readonly interval: Value<number | undefined>;
  /** Resource id of the workspace. */
  readonly workspace: Value<string | undefined>;
}

/** A flow log of Azure. */
export interface AzureFlowLog extends FlowLogFact {
  readonly cloud: Cloud.AZURE;
  /** `virtual network`, `subnet`, `network interface`, `network security group`. */
  readonly targetKind: Value<string>;
  readonly enabled: Value<boolean>;
  /** Resource group and name of its network watcher, and its own name: what it can not change. */
  readonly identity: Value<string>;
  /** Version of the records; `undefined` is Azure's own: 1. */
  readonly version: Value<number | undefined>;
  /** The flow log's own retention: days, 0 where it is off or said to be for ever. */
  readonly retentionDays: Value<number>;
  /** `undefined` where it is not said. */
  readonly analytics: Value<AnalyticsFact | undefined>;
}

export type FlowLog = AwsFlowLog | AzureFlowLog;
