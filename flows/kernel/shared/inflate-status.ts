/** How a call of inflate ends. Values below zero report damaged data. */
export enum InflateStatus {
  DONE = 0,
  NEED_INPUT = 1,
  NEED_OUTPUT = 2,
  /** A block has ended. Only used within the kernel. */
  BLOCK_DONE = 3,
  /** Too few bytes are left for the fast loop. Only used within the kernel. */
  NEAR_END = 4,
  BAD_BLOCK_TYPE = -1,
  BAD_STORED_LENGTH = -2,
  BAD_CODE_LENGTHS = -3,
  BAD_SYMBOL = -4,
  BAD_DISTANCE = -5,
  TRUNCATED = -6,
}
