import type { BlobContainer } from '../normalize/source';
import { SourceError, SourceErrorCode, type SourceProblem } from '../normalize/source-error';
import { UserError } from '../user-error';
import { connectionProblem } from './connection-problem';

/** An error of the SDKs of Azure. The response to a HEAD request has no body, so its error can have a status alone. */
interface AzureError {
  readonly name?: string;
  readonly code?: string;
  readonly message?: string;
  readonly statusCode?: number;
}

const { ACCESS, UNREADABLE } = SourceErrorCode;
const ROLE = 'the role Storage Blob Data Reader on the container';
const SIGN_IN =
  'Sign in with `az login`, set AZURE_STORAGE_KEY, or give a URL with a shared access signature';
const DENIED = `cannot be read: access is denied. Grant ${ROLE}, or give a URL with a shared access signature`;
const FIREWALL =
  'cannot be read: the firewall of the storage account does not admit this machine. Add its address to the network rules';

/** Problems by the error codes of the service. Source: Azure Storage documentation, "Blob Storage error codes". */
const BY_CODE: Readonly<Record<string, SourceProblem>> = {
  AuthorizationPermissionMismatch: { message: DENIED, code: ACCESS },
  AuthorizationFailure: { message: `${FIREWALL}, or grant ${ROLE}`, code: ACCESS },
  AuthenticationFailed: {
    message: `cannot be read: the service does not accept the signature or the token, which may have expired. ${SIGN_IN}`,
    code: ACCESS,
  },
  NoAuthenticationInformation: { message: `cannot be read without credentials. ${SIGN_IN}`, code: ACCESS },
  PublicAccessNotPermitted: { message: `cannot be read without credentials. ${SIGN_IN}`, code: ACCESS },
  KeyBasedAuthenticationNotPermitted: {
    message:
      'cannot be read: the storage account does not permit keys and signatures of keys. Sign in with `az login`, and do ' +
      'not set AZURE_STORAGE_KEY',
    code: ACCESS,
  },
  ContainerNotFound: { message: 'cannot be read: the container does not exist', code: UNREADABLE },
  ResourceNotFound: { message: 'does not exist', code: UNREADABLE },
  BlobNotFound: { message: 'does not exist any more', code: UNREADABLE },
  BlobArchived: {
    message: 'is archived: change its access tier, and run the command again',
    code: UNREADABLE,
  },
  ConditionNotMet: {
    message: 'changed while it was read. Run the command again',
    code: UNREADABLE,
    isChange: true,
  },
  REQUEST_SEND_ERROR: {
    message:
      'cannot be read: there is no connection. Check the name of the account, the network and the proxy',
    code: ACCESS,
  },
};

/** The error of a blob that cannot be read. */
export function blobError(error: unknown): SourceError {
  return new SourceError(problemOf(error as AzureError));
}

/** The error of a URL that cannot be listed. It does not contain the signature of the URL. */
export function blobListingError(error: unknown, { endpoint, name }: BlobContainer, path: string): UserError {
  return new UserError(`${endpoint}/${name}/${path} ${problemOf(error as AzureError).message}`);
}

function problemOf(error: AzureError): SourceProblem {
  const { name = '', code = '', message = '', statusCode } = error;
  const known = BY_CODE[code];
  if (known) return known;
  if (/Credential|Authentication/.test(name)) {
    return { message: `cannot be read: no Azure credentials were found. ${SIGN_IN}`, code: ACCESS };
  }
  if (message.includes('non-TLS') || /bearer token/i.test(message)) {
    return { message: `cannot be read: http needs a key or a signature. ${SIGN_IN}`, code: ACCESS };
  }
  if (statusCode === 403 || statusCode === 401) return { message: DENIED, code: ACCESS };
  if (statusCode === 404) return BY_CODE.BlobNotFound as SourceProblem;
  if (statusCode === 409) return { message: `cannot be read: ${firstLine(message)}`, code: UNREADABLE };
  if (statusCode === 412) return BY_CODE.ConditionNotMet as SourceProblem;
  const connection = connectionProblem(error);
  return {
    message: `cannot be read: ${connection ?? `the service reports ${code || name}: ${firstLine(message)}`}`,
    code: connection === undefined ? UNREADABLE : ACCESS,
  };
}

/** Messages of the service continue with a request id and the time. */
function firstLine(message: string): string {
  return message.split('\n')[0] ?? '';
}
