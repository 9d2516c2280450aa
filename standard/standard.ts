import type { TrafficType } from '../aws/flow-log';
import type { Allowance, AllowedDestination, FieldOrder, StandardException } from './file/schema';
import type { Profile } from './profile';
import type { Severity } from './severity';

/** How long records must be kept. */
export interface RetentionStandard {
  /** `undefined`: not asked for. */
  readonly minDays?: number;
  readonly hotDays?: number;
  readonly allowInfinite: Allowance;
}

/** What is asked of flow logs of AWS. */
export interface AwsStandard {
  readonly format: {
    readonly required: readonly string[];
    readonly order: FieldOrder;
    readonly extra: Allowance;
    readonly default: Allowance;
  };
  readonly traffic?: TrafficType;
  readonly maxAggregationSeconds?: number;
  readonly destinations?: readonly AllowedDestination[];
  readonly retention: RetentionStandard;
  readonly customerKey: boolean;
}

/** What is asked of flow logs of Azure. */
export interface AzureStandard {
  readonly target?: readonly ('vnet' | 'subnet' | 'nic')[];
  readonly enabled: boolean;
  readonly version: number;
  readonly trafficAnalytics: { readonly required: boolean; readonly intervalMinutes?: number };
  readonly storageAccounts?: readonly string[];
  readonly retention: RetentionStandard & { readonly zeroMeansForever: boolean };
  readonly customerKey: boolean;
}

/** A standard with its profiles and defaults worked in: what rules read. */
export interface Standard {
  readonly name: string;
  readonly aws: AwsStandard;
  readonly azure: AzureStandard;
  readonly coverage: {
    readonly networks: 'all' | 'none';
    readonly transitGateways: boolean;
    readonly subnetsCount: boolean;
    readonly external: readonly string[];
  };
  readonly consumer: { readonly schema: 'ocsf' | 'table' };
  readonly undecided: Severity;
  readonly suppressions: {
    readonly requireReason: boolean;
    readonly requireExpiry: boolean;
    readonly maxDays?: number;
  };
  /** Severities that are not the rules' own; those of `change`, `consumer` and `customerKey` are among them. */
  readonly severities: Readonly<Record<string, Severity>>;
  readonly exceptions: readonly (StandardException & {
    /** Line of the file, from 1. */
    readonly line?: number;
  })[];
  readonly profiles: readonly Profile[];
  /** The file it was read from. */
  readonly file?: string;
}
