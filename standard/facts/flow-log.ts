import type { DeploymentHome } from '../../aws/policies/delivery-requests';
import type { PartialText } from '../../flows/partial-text';
import type { Value } from '../../flows/value';
import type { DeliveryRoles } from './delivery-access';
import type { Destination } from './destination';
import type { Cloud, Fact } from './fact';

interface FlowLogFact extends Fact {
  /** Address of a network in this app, or the cloud's id of an external network. */
  readonly target: Value<string>;
  readonly destination: Value<Destination>;
  /** Its account (AWS) or subscription (Azure). */
  readonly account: Value<string>;
  /**
   * Its region, if the resource states it.
   *
   * @default - the region of the deployment unit
   */
  readonly region?: Value<string>;
}

/** An AWS flow log. Values are not validated: rules do this. */
export interface AwsFlowLog extends FlowLogFact {
  readonly cloud: Cloud.AWS;
  /** `VPC`, `Subnet`, `NetworkInterface`, `TransitGateway`, `TransitGatewayAttachment`, `RegionalNatGateway`. */
  readonly targetKind: Value<string>;
  /** The log format; `undefined` means the default of AWS. */
  readonly format: Value<string | undefined>;
  /** `ALL`, `ACCEPT` or `REJECT`; `undefined` for transit gateways. */
  readonly traffic: Value<string | undefined>;
  /** Seconds; `undefined` means the default: 600, or 60 for transit gateways. */
  readonly interval: Value<number | undefined>;
  /** `s3`, `cloud-watch-logs`, `kinesis-data-firehose`; `undefined` means `cloud-watch-logs`. */
  readonly destinationType: Value<string | undefined>;
  /** `plain-text` or `parquet`; `undefined` means plain text. */
  readonly fileFormat: Value<string | undefined>;
  readonly hivePartitions: Value<boolean>;
  readonly hourlyPartitions: Value<boolean>;
  /** Whether a delivery role is set. */
  readonly deliveryRole: Value<boolean>;
  /** Whether a role for the delivery to another account is set. */
  readonly crossAccountRole: Value<boolean>;
  /** Whether options of an S3 destination are set. */
  readonly hasOptions: Value<boolean>;
  /** Whether the tags are set that tag fields contain. */
  readonly hasTagKeys: Value<boolean>;
  readonly roles: DeliveryRoles;
  /** Its partition, account and region. */
  readonly home: DeploymentHome;
}

/** Settings of Traffic Analytics. */
export interface AnalyticsFact {
  readonly enabled: Value<boolean>;
  /** Minutes; `undefined` means the default: 60. */
  readonly interval: Value<number | undefined>;
  /** Resource id of the workspace. */
  readonly workspace: Value<string | undefined>;
  /**
   * Days for which the workspace retains rows; `undefined` means the default of Azure.
   *
   * @default - the artifacts do not contain the workspace
   */
  readonly workspaceRetention?: Value<number | undefined>;
}

/** An Azure flow log. */
export interface AzureFlowLog extends FlowLogFact {
  readonly cloud: Cloud.AZURE;
  /** `virtual network`, `subnet`, `network interface`, `network security group`. */
  readonly targetKind: Value<string>;
  readonly enabled: Value<boolean>;
  /** `undefined` if the engine generates it. */
  readonly name: Value<string | undefined>;
  /** Its immutable properties: resource group and name of its network watcher, and its name. */
  readonly identity: Value<string>;
  /**
   * The identity with its unknown parts. The ids of the parts are unique in the deployment unit.
   *
   * @default - the artifact does not contain the known parts
   */
  readonly identityText?: PartialText;
  /** Version of the records; `undefined` means the default: 1. */
  readonly version: Value<number | undefined>;
  /** Retention policy of the flow log in days; 0 if it is disabled or forever. */
  readonly retentionDays: Value<number>;
  /** Text of its filter; `undefined` if it records all flows. */
  readonly filter: Value<string | undefined>;
  /** Letters of the record types that it records, separated by commas; `undefined` for all of them. */
  readonly recordTypes: Value<string | undefined>;
  /** Type of the identity with which it writes: `UserAssigned`; `undefined` without one. */
  readonly identityType: Value<string | undefined>;
  /** `undefined` if not configured. */
  readonly analytics: Value<AnalyticsFact | undefined>;
}

export type FlowLog = AwsFlowLog | AzureFlowLog;
