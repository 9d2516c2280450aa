import { SourceError, SourceErrorCode, type SourceProblem } from '../normalize/source-error';
import { UserError } from '../user-error';
import type { S3Url } from './cloud-url';
import { connectionProblem } from './connection-problem';

/** An error of the SDK. The response to a HEAD request has no body, so its error has a status and no name. */
interface S3Error {
  readonly name?: string;
  readonly message?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
}

const { ACCESS, UNREADABLE } = SourceErrorCode;
const EXPIRED =
  'cannot be read: the AWS credentials have expired. Sign in again, for example with `aws sso login`';
const INVALID = 'cannot be read: S3 does not accept the AWS credentials. Set AWS_PROFILE, or sign in again';
const MISSING =
  'cannot be read: no AWS credentials were found. Set AWS_PROFILE, or sign in, for example with `aws sso login`';
const GONE = 'does not exist';

/** Problems by the names of the SDK's errors. Source: Amazon S3 API Reference, "Error responses". */
const BY_NAME: Readonly<Record<string, SourceProblem>> = {
  ExpiredToken: { message: EXPIRED, code: ACCESS },
  ExpiredTokenException: { message: EXPIRED, code: ACCESS },
  TokenRefreshRequired: { message: EXPIRED, code: ACCESS },
  TokenProviderError: { message: EXPIRED, code: ACCESS },
  InvalidAccessKeyId: { message: INVALID, code: ACCESS },
  InvalidToken: { message: INVALID, code: ACCESS },
  SignatureDoesNotMatch: { message: INVALID, code: ACCESS },
  CredentialsProviderError: { message: MISSING, code: ACCESS },
  RequestTimeTooSkewed: {
    message: 'cannot be read: the clock of this machine differs from the time of S3. Set the clock',
    code: ACCESS,
  },
  NoSuchBucket: { message: 'cannot be read: the bucket does not exist', code: UNREADABLE },
  NoSuchKey: { message: GONE, code: UNREADABLE },
  NoSuchVersion: { message: 'does not exist in this version', code: UNREADABLE },
  NotFound: { message: GONE, code: UNREADABLE },
  MethodNotAllowed: { message: 'is a delete marker, which has no content', code: UNREADABLE },
  InvalidObjectState: {
    message: 'is archived: restore it with `aws s3api restore-object`, and run the command again',
    code: UNREADABLE,
  },
  PreconditionFailed: {
    message: 'was replaced while it was read. Run the command again',
    code: UNREADABLE,
    isChange: true,
  },
};

/** The error of an object that cannot be read. */
export function objectError(error: unknown): SourceError {
  return new SourceError(
    problemOf(error as S3Error, 's3:GetObject on the object (and kms:Decrypt on its key)'),
  );
}

/** The error of a URL that cannot be listed. */
export function listingError(error: unknown, { bucket, key, versionId }: S3Url): UserError {
  const version = versionId === undefined ? '' : `?versionId=${versionId}`;
  const url = `s3://${bucket}/${key}${version}`;
  const rights = 's3:GetObject on the objects and s3:ListBucket on the bucket';
  return new UserError(`${url} ${problemOf(error as S3Error, rights).message}`);
}

function problemOf(error: S3Error, rights: string): SourceProblem {
  const { name = '', message = '', $metadata } = error;
  const known = BY_NAME[name];
  if (known) return known;
  const status = $metadata?.httpStatusCode;
  if (name === 'AccessDenied' || status === 403) {
    const reason = message === '' || message === 'UnknownError' ? '' : ` (${message})`;
    return { message: `cannot be read: access is denied${reason}. Grant ${rights}`, code: ACCESS };
  }
  if (status === 404) return { message: GONE, code: UNREADABLE };
  if (status === 405) return BY_NAME.MethodNotAllowed as SourceProblem;
  const region = error.$response?.headers?.['x-amz-bucket-region'];
  if (region !== undefined) {
    return {
      message: `cannot be read: its bucket is in the region ${region}. Set AWS_REGION=${region}`,
      code: ACCESS,
    };
  }
  const connection = connectionProblem(error);
  return {
    message: `cannot be read: ${connection ?? `S3 reports ${name}: ${message}`}`,
    code: connection === undefined ? UNREADABLE : ACCESS,
  };
}
