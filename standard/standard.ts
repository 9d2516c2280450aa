import type { StandardException, StandardFile } from './file/standard-file';

import type { Profile } from './profile';
import type { Requirement } from './requirement';
import type { Severity } from './severity';
import type { Weakening } from './weakening';

/** A type whose properties are read-only at every depth. */
type Frozen<T> = T extends (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T;

/** A section of the file in which the resolver has set some optional settings. */
type WithDefaults<T, Key extends keyof T> = Omit<T, Key> & Required<Pick<T, Key>>;

type Section<Key extends keyof StandardFile> = NonNullable<StandardFile[Key]>;
type Aws = Section<'aws'>;
type Azure = Section<'azure'>;

/** Requirements on the retention of records. A missing `minDays` or `hotDays` means no requirement. */
export type RetentionStandard = Frozen<WithDefaults<NonNullable<Aws['retention']>, 'allowInfinite'>>;

/** Requirements on AWS flow logs, with defaults applied. */
export interface AwsStandard
  extends Frozen<WithDefaults<Omit<Aws, 'format' | 'retention'>, 'customerManagedKey'>> {
  readonly format: Frozen<Required<NonNullable<Aws['format']>>>;
  readonly retention: RetentionStandard;
}

/** Requirements on Azure flow logs, with defaults applied. */
export interface AzureStandard
  extends Frozen<
    WithDefaults<
      Omit<Azure, 'trafficAnalytics' | 'retention'>,
      'enabled' | 'version' | 'filters' | 'customerManagedKey'
    >
  > {
  readonly trafficAnalytics: Frozen<WithDefaults<NonNullable<Azure['trafficAnalytics']>, 'required'>>;
  readonly retention: Frozen<
    WithDefaults<NonNullable<Azure['retention']>, 'allowInfinite' | 'zeroMeansForever'>
  >;
}

/** A standard with its profiles and defaults applied, as rules read it. */
export interface Standard {
  readonly name: string;
  /** The content of the file, without profiles and defaults. */
  readonly content: StandardFile;
  readonly aws: AwsStandard;
  readonly azure: AzureStandard;
  readonly coverage: Frozen<Required<Section<'coverage'>>>;
  readonly consumer: Frozen<Required<Pick<Section<'consumer'>, 'schema'>>>;
  readonly undecided: Severity;
  readonly suppressions: Frozen<WithDefaults<Section<'suppressions'>, 'requireReason' | 'requireExpiry'>>;
  /** The severities that the file sets, by rule id. They override the severity of every result. */
  readonly overrides: Readonly<Record<string, Severity>>;
  /** The severities of rules in this standard, if they differ from those of the rules, by rule id. */
  readonly severities: Readonly<Record<string, Severity>>;
  readonly exceptions: readonly (Readonly<StandardException> & {
    /** Line in the file, from 1. */
    readonly line?: number;
  })[];
  readonly profiles: readonly Profile[];
  readonly attested: readonly (Readonly<NonNullable<StandardFile['attested']>[number]> & {
    /** Line in the file, from 1. */
    readonly line?: number;
  })[];
  /** What the file, its profiles and the defaults require. */
  readonly requirements: readonly Requirement[];
  /** Parts of the file that require less than one of its profiles. */
  readonly weakenings: readonly Weakening[];
  /** Path of the file. */
  readonly file?: string;
}
