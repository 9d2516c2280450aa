import type { Cloud } from './cloud';
import { type Environment, isOn } from './environment';
import { federatedToken } from './federated-token';
import { ConnectionError, type HttpClient } from './http-client';
import { managedIdentityToken } from './managed-identity';
import { contentOf, textIn } from './token-answer';

/** Means to request a token. */
export interface TokenRequest {
  readonly environment: Environment;
  readonly cloud: Cloud;
  /** Subscription of the site. */
  readonly subscription: string;
  readonly http: HttpClient;
  /** Returns the token of the Azure CLI. */
  readonly cli: (resource: string, subscription: string) => Promise<string>;
}

interface Credential {
  readonly name: string;
  readonly token: () => Promise<string>;
}

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/**
 * Returns a token for Azure Resource Manager, which sites accept too. It uses the variables and the order of the azurerm
 * provider: a client secret, a token of an OpenID Connect provider, a managed identity, the Azure CLI.
 *
 * Source: azurerm provider, provider.go; go-azure-sdk, auth.go.
 *
 * @throws ConnectionError if another attempt can succeed
 * @throws Error that states which credential failed, without any part of it
 */
export async function deployerToken(request: TokenRequest): Promise<string> {
  const credential = credentialOf(request);
  try {
    const token = await credential.token();
    // a header accepts no other characters
    if (/^[\w.~+/=-]+$/.test(token)) return token;
    throw new Error('the answer contains no token');
  } catch (error) {
    const message = `no token by ${credential.name}: ${error instanceof Error ? error.message : error}`;
    throw error instanceof ConnectionError ? new ConnectionError(message) : new Error(message);
  }
}

function credentialOf({ environment, cloud, subscription, http, cli }: TokenRequest): Credential {
  const audience = cloud.resourceManager;
  const client = clientOf(environment);
  if (environment.ARM_CLIENT_CERTIFICATE || environment.ARM_CLIENT_CERTIFICATE_PATH) {
    return { name: 'the client certificate', token: refuseCertificate };
  }
  if (client.id && client.tenant) {
    const secret = environment.ARM_CLIENT_SECRET || contentOf(environment.ARM_CLIENT_SECRET_FILE_PATH);
    if (secret) {
      const proof = { client_secret: secret };
      return { name: 'the client secret', token: () => clientToken(cloud, client, proof, http) };
    }
    const assertion = federatedToken(environment);
    if (assertion) {
      return {
        name: 'OpenID Connect',
        token: async () => {
          const proof = {
            client_assertion_type: ASSERTION_TYPE,
            client_assertion: await assertion(http),
          };
          return await clientToken(cloud, client, proof, http);
        },
      };
    }
  }
  if (isOn(environment, 'ARM_USE_MSI')) {
    return {
      name: 'the managed identity',
      token: () => managedIdentityToken(audience, client.id, environment, http),
    };
  }
  return { name: 'the Azure CLI', token: () => cli(audience, subscription) };
}

interface Client {
  readonly id: string;
  readonly tenant: string;
}

function clientOf(environment: Environment): Client {
  const isAks = isOn(environment, 'ARM_USE_AKS_WORKLOAD_IDENTITY');
  const id = environment.ARM_CLIENT_ID || contentOf(environment.ARM_CLIENT_ID_FILE_PATH);
  return {
    id: id || (isAks && environment.AZURE_CLIENT_ID) || '',
    tenant: environment.ARM_TENANT_ID || (isAks && environment.AZURE_TENANT_ID) || '',
  };
}

async function refuseCertificate(): Promise<string> {
  throw new Error(
    'the program that publishes the function cannot sign with a certificate: use a client secret, OpenID Connect or the Azure ' +
      'CLI, or set code to FunctionCode.fromUrl() or FunctionCode.external()',
  );
}

/** Requests a token with the credentials of an app registration. */
async function clientToken(
  { login, resourceManager }: Cloud,
  { id, tenant }: Client,
  proof: Readonly<Record<string, string>>,
  http: HttpClient,
): Promise<string> {
  const form = {
    grant_type: 'client_credentials',
    client_id: id,
    scope: `${resourceManager}/.default`,
    ...proof,
  };
  const answer = await http({
    method: 'POST',
    url: `${login}/${encodeURIComponent(tenant)}/oauth2/v2.0/token`,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  });
  return textIn(answer, 'access_token');
}
