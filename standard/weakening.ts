import type { Control, Profile } from './profile';
import type { Strength } from './strength';

/** A part of a standard that requires less than a profile that the standard extends. */
export interface Weakening {
  /** Path of the part in the file: `aws.retention.minDays`, `rules.FLS101`. */
  readonly key: string;
  /** What the file sets, and what the profile requires: `aws.retention.minDays is 30; cis-aws-7.0 requires 365`. */
  readonly message: string;
  readonly profile: Profile;
  /** How strongly the profile requires it. */
  readonly strength: Strength;
  /** The controls of the profile that require it. */
  readonly controls: readonly Control[];
  /** Line in the file, from 1. */
  readonly line?: number;
}
