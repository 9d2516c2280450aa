import type { TrafficType } from '../aws/flow-log';
import { Cloud } from './facts';
import type { Allowance } from './file/allowance';
import type { FlowLogScope } from './flow-log-scope';
import type { Control, Profile } from './profile';
import type { Strength } from './strength';

/** Requirements on flow logs of either cloud. A missing key requires nothing. */
export interface CommonRequirement {
  /** Networks that must have a flow log. */
  readonly networks?: 'all' | 'some' | 'none';
  /** Whether flow logs on all subnets of a network satisfy the requirement for the network. */
  readonly subnetsCount: boolean;
  /** Minimum number of days that records are retained. */
  readonly minDays?: number;
  /** Minimum number of days that records are readable without a restore from an archive. */
  readonly hotDays?: number;
  /** How records that never expire are treated. */
  readonly allowInfinite?: Allowance;
  /** Whether a customer managed key must encrypt the records. */
  readonly customerManagedKey?: boolean;
}

/** Requirements on AWS flow logs. */
export interface AwsRequirement extends CommonRequirement {
  readonly transitGateways?: boolean;
  readonly traffic?: TrafficType;
  readonly maxAggregationSeconds?: number;
  /** Fields that the log format must have. */
  readonly fields: readonly string[];
  /** Fields that must come first, in this order; empty for any order. */
  readonly ordered: readonly string[];
  /** How fields that are not required are treated. */
  readonly extra?: Allowance;
  /** How the default format of AWS is treated. */
  readonly default?: Allowance;
}

/** Requirements on Azure flow logs. */
export interface AzureRequirement extends CommonRequirement {
  /** Whether every network security group must have a flow log. */
  readonly securityGroups?: boolean;
  readonly enabled?: boolean;
  readonly version?: number;
  /** How flow logs with a filter, or without all record types, are treated. */
  readonly filters?: Allowance;
  readonly trafficAnalytics?: { readonly required?: boolean; readonly intervalMinutes?: number };
  /** Whether a retention of 0 days means forever. */
  readonly zeroMeansForever: boolean;
}

/** The author of a requirement. */
export enum RequirementOrigin {
  /** A setting of the file. */
  FILE = 'file',
  /** A profile that the file extends. */
  PROFILE = 'profile',
  /** A default of this package, which neither the file nor a profile sets. */
  DEFAULT = 'default',
}

/** What is required of the flow logs of each cloud. */
export interface CloudRequirements {
  readonly [Cloud.AWS]: AwsRequirement;
  readonly [Cloud.AZURE]: AzureRequirement;
}

/**
 * What one author requires with one strength, of the flow logs of one scope. Every flow log must meet the requirements of
 * the file and the defaults. A control of a framework concerns networks: for the traffic that it records, one flow log of a
 * network that meets all requirements of a profile is enough.
 */
export interface Requirement extends CloudRequirements {
  readonly origin: RequirementOrigin;
  /**
   * How strongly it is required. Without profiles, the defaults are demanded as the settings of the file are.
   */
  readonly strength: Strength;
  /**
   * The Azure flow logs that it concerns.
   *
   * @default - all
   */
  readonly scope?: FlowLogScope;
  /** The profile that requires it; missing for the file and the defaults. */
  readonly profile?: Profile;
  /** The controls of the profile from which it results, each with its part. */
  readonly controls: readonly (CloudRequirements & { readonly control: Control })[];
}
