import type { TrafficType } from '../aws/flow-log';
import type { Cloud } from './facts';
import type { Profile } from './profile';

/** Requirements on the retention of records. */
export interface RetentionRequirement {
  /** Minimum number of days that records are retained. */
  readonly minDays?: number;
  /** Minimum number of days that records are readable without a restore from an archive. */
  readonly hotDays?: number;
}

/** Requirements on AWS flow logs that one flow log of a network can meet for the others. */
export interface AwsRequirement extends RetentionRequirement {
  readonly traffic?: TrafficType;
  /** Fields that the log format must have. */
  readonly fields: readonly string[];
  /** Fields that must come first, in this order; empty for any order. */
  readonly ordered: readonly string[];
}

/**
 * What one source requires: the file itself, or a profile that it extends. Every flow log must meet the requirements of
 * the file. A control of a framework concerns networks: one flow log of a network that meets all requirements of a
 * profile is enough.
 */
export interface Requirement {
  /**
   * The profile that requires it.
   *
   * @default - the file itself
   */
  readonly profile?: Profile;
  readonly [Cloud.AWS]: AwsRequirement;
  readonly [Cloud.AZURE]: RetentionRequirement;
}
