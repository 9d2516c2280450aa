/** Kind of a file in the folder of lists. */
export enum EnrichmentFileKind {
  THREAT_LIST = 'threat list',
  DATABASE = 'database',
}

/** Whether a file of the folder is in use. */
export enum EnrichmentFileState {
  /** The version in the folder is in use. */
  LOADED = 'loaded',
  /** The version in the folder cannot be used; an earlier one is in use. */
  STALE = 'stale',
  /** The file cannot be used, and no earlier version is in use. */
  FAILED = 'failed',
}

/** What is known about a file of the folder. */
export interface EnrichmentFileStatus {
  readonly name: string;
  readonly kind: EnrichmentFileKind;
  readonly state: EnrichmentFileState;
  /** When the content in use was last changed, so that its age can be computed; undefined if no content is in use. */
  readonly modified: Date | undefined;
  /** Since when the version in the folder cannot be used; undefined if it is in use. */
  readonly failingSince: Date | undefined;
  /** Why the version in the folder cannot be used; undefined if it is in use. */
  readonly problem: string | undefined;
  /** Entries in use of a threat list. */
  readonly entries: number;
  /** Entries of the content in use that are not valid. They are not used. */
  readonly badEntries: number;
  /** Entries that the format excludes, for example domain names and expired indicators. They are not used. */
  readonly skippedEntries: number;
  /** Entries in use that have the default type, because the lists have too many different types of threat. */
  readonly entriesWithoutType: number;
  /** The first entries that are not valid, with their lines. */
  readonly badExamples: readonly string[];
}

/** What is known about the folder. */
export interface EnrichmentStatus {
  /** When the folder was last listed; undefined if it has not been. */
  readonly checked: Date | undefined;
  /** Why the folder cannot be listed; undefined if it was listed. The files that were loaded before stay in use. */
  readonly problem: string | undefined;
  /** The files, by name. */
  readonly files: readonly EnrichmentFileStatus[];
  /** Names of the files that the last check no longer found. Their entries are not in use any more. */
  readonly dropped: readonly string[];
}
