/** Why a source could not be read. */
export enum SourceErrorCode {
  /** The source itself: it changed, is gone, or its bytes cannot be read. */
  UNREADABLE = 'unreadable',
  /** The account of the user: credentials are missing or expired, or access is denied. */
  ACCESS = 'access',
}

/** Error of a source whose bytes could not be read. The message is a sentence about the source. */
export class SourceError extends Error {
  override readonly name = 'SourceError';

  constructor(
    message: string,
    readonly code = SourceErrorCode.UNREADABLE,
  ) {
    super(message);
  }
}
