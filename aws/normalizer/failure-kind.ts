import { InputError } from '../../flows/input/input-error';

/** Cause of an object that was not normalized. It decides when SQS delivers the message again. */
export enum FailureKind {
  /** S3 was busy, or the network failed. The same request can succeed soon. */
  TRANSIENT = 'transient',
  /** The function may not read or write: a policy, a key, or an archived object. */
  ACCESS = 'access',
  /** The object was deleted before the function read it. */
  MISSING = 'missing',
  /** The object was received, and cannot be read. */
  INPUT = 'input',
  /** Any other cause. */
  OTHER = 'other',
}

/** What the errors of the AWS SDK and of Node.js have in common. */
interface RequestError {
  readonly name?: string;
  readonly code?: unknown;
  readonly message?: string;
  readonly cause?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** Returns the cause of an error. */
export function failureKindOf(error: unknown): FailureKind {
  if (error instanceof InputError) return FailureKind.INPUT;
  if (isTransient(error)) return FailureKind.TRANSIENT;
  const { name = '' } = (error ?? {}) as RequestError;
  if (MISSING_CODES.has(name)) return FailureKind.MISSING;
  if (isDenied(error)) return FailureKind.ACCESS;
  return FailureKind.OTHER;
}

/** Error codes of S3 for an object that does not exist. A bucket that does not exist is a wrong configuration. */
const MISSING_CODES = new Set(['NoSuchKey', 'NoSuchVersion']);

/**
 * Names of errors with which the same request can succeed later: of S3, where several have a status below 500, of the
 * SDK, and of the function.
 *
 * Source: Amazon S3 API Reference, "Error responses".
 */
const TRANSIENT_CODES = new Set([
  'BadDigest',
  'CorruptTransferError',
  'IncompleteBody',
  'InternalError',
  'OperationAborted',
  'RequestTimeTooSkewed',
  'RequestTimeout',
  'ServiceUnavailable',
  'SlowDown',
  'TimeoutError',
  'XAmzContentChecksumMismatch',
]);

/** Error codes of a connection that failed. Source: Node.js documentation, "Common system errors", "DNS: Error codes". */
const CONNECTION_CODES = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'ERR_STREAM_PREMATURE_CLOSE',
]);

const FORBIDDEN = 403;

/** Error codes of AWS Glue and AWS KMS for a denied request, which have other statuses, begin like this. */
const DENIED_PREFIXES = ['AccessDenied', 'KMS.'];

function isDenied(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > MAX_CAUSES) return false;
  const { name = '', cause, $metadata } = error as RequestError;
  return (
    $metadata?.httpStatusCode === FORBIDDEN ||
    DENIED_PREFIXES.some((prefix) => name.startsWith(prefix)) ||
    isDenied(cause, depth + 1)
  );
}

/** Codes of a response that the HTTP parser of Node.js rejects. */
const PARSER_CODE_PREFIX = 'HPE_';

/** Messages of errors without a code: of the SDK for a response that ends early or differs from its checksum. */
const TRANSFER_MESSAGES = ['aborted', 'socket hang up', 'Connection lost', 'Checksum mismatch'];

/** Part of the error codes with which services limit the rate of requests, such as `KMS.ThrottlingException`. */
const THROTTLED = 'Throttl';

const TOO_MANY_REQUESTS = 429;
const SERVER_ERROR = 500;
const MAX_CAUSES = 5;

/** Returns whether the same request can succeed later. */
export function isTransient(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > MAX_CAUSES) return false;
  const { name = '', code, message = '', cause, $metadata } = error as RequestError;
  const status = $metadata?.httpStatusCode ?? 0;
  return (
    status >= SERVER_ERROR ||
    status === TOO_MANY_REQUESTS ||
    TRANSIENT_CODES.has(name) ||
    name.includes(THROTTLED) ||
    (typeof code === 'string' && (CONNECTION_CODES.has(code) || code.startsWith(PARSER_CODE_PREFIX))) ||
    TRANSFER_MESSAGES.some((text) => message.startsWith(text)) ||
    isTransient(cause, depth + 1)
  );
}

/** Returns whether S3 refuses a request because of the rate of requests. */
export function isThrottled(error: unknown): boolean {
  const { name = '', $metadata } = (error ?? {}) as RequestError;
  return (
    $metadata?.httpStatusCode === TOO_MANY_REQUESTS ||
    $metadata?.httpStatusCode === 503 ||
    name === 'SlowDown' ||
    name.includes(THROTTLED)
  );
}
