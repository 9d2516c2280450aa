/** Why a source could not be read. */
export enum SourceErrorCode {
  /** The source itself: it changed, is gone, or its bytes cannot be read. */
  UNREADABLE = 'unreadable',
  /** The account of the user: credentials are missing or expired, or access is denied. */
  ACCESS = 'access',
}

/** Code of a log whose outputs could not be written, for example because the disk is full. The run stops at it. */
export const NOT_WRITTEN = 'not-written';

/** Code of a log of which the reader lost records. That is a defect of this program. */
export const LOST_RECORDS = 'lost-records';

/** A cause of `SourceError`. */
export interface SourceProblem {
  /** A sentence about the source. */
  readonly message: string;
  readonly code: SourceErrorCode;
  /** Whether the source changed while it was read, so that another reading can succeed. */
  readonly isChange?: boolean;
}

/** Error of a source whose bytes could not be read. The message is a sentence about the source. */
export class SourceError extends Error {
  override readonly name = 'SourceError';

  readonly code: SourceErrorCode;
  readonly isChange: boolean;

  constructor(problem: SourceProblem | string) {
    const {
      message,
      code,
      isChange = false,
    } = typeof problem === 'string' ? { message: problem, code: SourceErrorCode.UNREADABLE } : { ...problem };
    super(message);
    this.code = code;
    this.isChange = isChange;
  }
}
