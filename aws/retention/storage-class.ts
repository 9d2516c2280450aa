/** A class that a lifecycle rule can move objects to. */
export enum StorageClass {
  STANDARD_IA = 'STANDARD_IA',
  INTELLIGENT_TIERING = 'INTELLIGENT_TIERING',
  ONEZONE_IA = 'ONEZONE_IA',
  GLACIER_IR = 'GLACIER_IR',
  GLACIER = 'GLACIER',
  DEEP_ARCHIVE = 'DEEP_ARCHIVE',
}

/** What is known of a storage class. */
export interface StorageClassFacts {
  /** Fewer days in the class are paid for as if they were so many. */
  readonly minimumDays: number;
  /**
   * Whether objects can be read at once. Those of the others must be restored first: Athena passes them over, and
   * the normalizer fails.
   */
  readonly isReadable: boolean;
  /** Classes to which a rule can not move objects on; to the standard class it moves none. */
  readonly neverTo: readonly StorageClass[];
}

const { STANDARD_IA, INTELLIGENT_TIERING, ONEZONE_IA, GLACIER_IR, GLACIER, DEEP_ARCHIVE } = StorageClass;

/**
 * The classes. Objects in INTELLIGENT_TIERING are readable as long as the bucket does not switch its archive tiers
 * on. Objects below 128 KB are moved to no class, unless the bucket's configuration says otherwise.
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
