/** Storage classes that a lifecycle rule can move objects to. */
export enum StorageClass {
  STANDARD_IA = 'STANDARD_IA',
  INTELLIGENT_TIERING = 'INTELLIGENT_TIERING',
  ONEZONE_IA = 'ONEZONE_IA',
  GLACIER_IR = 'GLACIER_IR',
  GLACIER = 'GLACIER',
  DEEP_ARCHIVE = 'DEEP_ARCHIVE',
}

/** Properties of a storage class. */
export interface StorageClassFacts {
  /** Minimum storage duration that S3 bills, in days. */
  readonly minimumDays: number;
  /**
   * Whether objects can be read immediately. Objects of other classes must be restored first: Athena skips them, and
   * the normalizer fails.
   */
  readonly isReadable: boolean;
  /** Classes that a rule cannot move objects of this class to. No rule can move objects to the standard class. */
  readonly neverTo: readonly StorageClass[];
}

const { STANDARD_IA, INTELLIGENT_TIERING, ONEZONE_IA, GLACIER_IR, GLACIER, DEEP_ARCHIVE } = StorageClass;

/**
 * Properties of every storage class. Objects in INTELLIGENT_TIERING are readable if the archive tiers of the bucket are
 * off. By default, S3 does not move objects below 128 KB.
 *
 * Sources: Amazon S3 User Guide, "Understanding and managing Amazon S3 storage classes", "Transitioning objects using
 * Amazon S3 Lifecycle", "Working with archived objects"; Amazon Athena User Guide, "Query restored Amazon S3 Glacier
 * objects".
 */
export const STORAGE_CLASSES: Readonly<Record<StorageClass, StorageClassFacts>> = {
  [STANDARD_IA]: { minimumDays: 30, isReadable: true, neverTo: [] },
  [INTELLIGENT_TIERING]: { minimumDays: 0, isReadable: true, neverTo: [STANDARD_IA] },
  [ONEZONE_IA]: {
    minimumDays: 30,
    isReadable: true,
    neverTo: [STANDARD_IA, INTELLIGENT_TIERING, GLACIER_IR],
  },
  [GLACIER_IR]: {
    minimumDays: 90,
    isReadable: true,
    neverTo: [STANDARD_IA, INTELLIGENT_TIERING, ONEZONE_IA],
  },
  [GLACIER]: {
    minimumDays: 90,
    isReadable: false,
    neverTo: [STANDARD_IA, INTELLIGENT_TIERING, ONEZONE_IA, GLACIER_IR],
  },
  [DEEP_ARCHIVE]: {
    minimumDays: 180,
    isReadable: false,
    neverTo: [STANDARD_IA, INTELLIGENT_TIERING, ONEZONE_IA, GLACIER_IR, GLACIER],
  },
};
