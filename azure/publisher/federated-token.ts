import { type Environment, isOn } from './environment';
import type { HttpClient } from './http-client';
import { contentOf, textIn, withQuery } from './token-answer';

const AUDIENCE = 'api://AzureADTokenExchange';

/**
 * Returns a function that obtains the token of an OpenID Connect provider: from a variable, a file, GitHub Actions or Azure
 * Pipelines. Returns `undefined` if the environment has none.
 *
 * Source: go-azure-sdk, github_oidc_authorizer.go and ado_pipeline_oidc_authorizer.go.
 */
export function federatedToken(
  environment: Environment,
): ((http: HttpClient) => Promise<string>) | undefined {
  const isAks = isOn(environment, 'ARM_USE_AKS_WORKLOAD_IDENTITY');
  if (!isAks && !isOn(environment, 'ARM_USE_OIDC')) return undefined;
  const token =
    environment.ARM_OIDC_TOKEN ||
    contentOf(environment.ARM_OIDC_TOKEN_FILE_PATH) ||
    (isAks && contentOf(environment.AZURE_FEDERATED_TOKEN_FILE));
  if (token) return async () => token;
  const url =
    environment.ARM_OIDC_REQUEST_URL ||
    environment.ACTIONS_ID_TOKEN_REQUEST_URL ||
    environment.SYSTEM_OIDCREQUESTURI;
  const key =
    environment.ARM_OIDC_REQUEST_TOKEN ||
    environment.ACTIONS_ID_TOKEN_REQUEST_TOKEN ||
    environment.SYSTEM_ACCESSTOKEN;
  if (!url || !key) return undefined;
  const headers = { Authorization: `Bearer ${key}`, Accept: 'application/json' };
  const connection =
    environment.ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID || environment.ARM_OIDC_AZURE_SERVICE_CONNECTION_ID;
  return connection ? azurePipelines : gitHub;

  async function gitHub(http: HttpClient): Promise<string> {
    const answer = await http({
      method: 'GET',
      url: withQuery(url as string, { audience: AUDIENCE }),
      headers,
    });
    return textIn(answer, 'value');
  }

  async function azurePipelines(http: HttpClient): Promise<string> {
    const query = {
      'api-version': '7.1',
      serviceConnectionId: connection as string,
      audience: AUDIENCE,
    };
    const answer = await http({
      method: 'POST',
      url: withQuery(url as string, query),
      headers: { ...headers, 'Content-Type': 'application/json' },
    });
    return textIn(answer, 'oidcToken');
  }
}
