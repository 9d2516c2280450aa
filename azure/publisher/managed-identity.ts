import type { Environment } from './environment';
import type { HttpClient } from './http-client';
import { textIn, withQuery } from './token-answer';

/** Endpoint of managed identities on virtual machines. */
const MACHINE_ENDPOINT = 'http://169.254.169.254/metadata/identity/oauth2/token';

/**
 * Requests a token of the managed identity of a virtual machine, or of the app that runs the program.
 *
 * Source: go-azure-sdk, managed_identity_authorizer.go; Azure documentation, "How to use managed identities for App Service and
 * Azure Functions: REST endpoint reference".
 *
 * @param clientId id of a user-assigned identity; empty for the only identity
 */
export async function managedIdentityToken(
  resource: string,
  clientId: string,
  environment: Environment,
  http: HttpClient,
): Promise<string> {
  const { IDENTITY_ENDPOINT: appEndpoint, IDENTITY_HEADER: appHeader, ARM_MSI_ENDPOINT: own } = environment;
  const isApp = !own && Boolean(appEndpoint && appHeader);
  const endpoint = own || (isApp && appEndpoint) || MACHINE_ENDPOINT;
  const query = {
    'api-version': environment.ARM_MSI_API_VERSION || (isApp ? '2019-08-01' : '2018-02-01'),
    resource,
    ...(clientId && { client_id: clientId }),
  };
  const headers: Record<string, string> = isApp
    ? { 'X-IDENTITY-HEADER': appHeader as string }
    : { Metadata: 'true' };
  return textIn(await http({ method: 'GET', url: withQuery(endpoint, query), headers }), 'access_token');
}
