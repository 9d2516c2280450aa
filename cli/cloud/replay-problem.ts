import { UserError } from '../user-error';

/** An error of the SDKs of Azure. */
interface AzureError {
  readonly name?: string;
  readonly code?: string;
  readonly message?: string;
  readonly statusCode?: number;
}

const ROLES = 'the roles Storage Blob Data Reader on --storage and Storage Blob Data Contributor on --tables';

/** Codes of errors without a response of the service. */
const NO_CONNECTION =
  /^(REQUEST_SEND_ERROR|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH)$/;

/** Returns the error that explains why a replay cannot use the storage; undefined if the error has another cause. */
export function replayProblem(error: unknown): UserError | undefined {
  const { name = '', code = '', message = '', statusCode } = (error ?? {}) as AzureError;
  const reported = code || (message.split('\n', 1)[0] ?? '');
  if (/Credential|Authentication/.test(name)) {
    return new UserError(`no Azure credentials were found: sign in with \`az login\`, and grant ${ROLES}`);
  }
  if (statusCode === 401 || statusCode === 403) {
    return new UserError(
      `access to the storage is denied (${reported}): grant ${ROLES}, and admit this machine in the firewall`,
    );
  }
  if (statusCode === 404) {
    return new UserError(
      `the storage has no such container (${reported}): check --container, --table-container and --cursors`,
    );
  }
  if (NO_CONNECTION.test(code)) {
    return new UserError(
      `the storage cannot be reached (${code}): check --storage, --tables, the network and the proxy`,
    );
  }
  return name === 'RestError' ? new UserError(`the storage reports ${reported}: try again later`) : undefined;
}
