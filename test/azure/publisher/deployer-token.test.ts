import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { azureCliToken } from '../../../azure/publisher/azure-cli';
import { cloudOf } from '../../../azure/publisher/cloud';
import { deployerToken } from '../../../azure/publisher/deployer-token';
import type { Environment } from '../../../azure/publisher/environment';
import type { HttpAnswer, HttpRequest } from '../../../azure/publisher/http-client';

const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-token-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const CLIENT = { ARM_CLIENT_ID: 'client', ARM_TENANT_ID: 'tenant' };
const file = (name: string, text: string) => {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
};

/** Requests a token, and returns it with the requests that it took. */
async function tokenIn(environment: Environment, answer?: (request: HttpRequest) => HttpAnswer) {
  const requests: HttpRequest[] = [];
  const http = async (request: HttpRequest) => {
    requests.push(request);
    if (answer) return answer(request);
    const text = JSON.stringify({ access_token: 'token', value: 'assertion', oidcToken: 'ado-assertion' });
    return { status: 200, text };
  };
  const cloud = await cloudOf(environment, http);
  const cli = async (resource: string, subscription: string) =>
    `cli.${subscription}.${new URL(resource).host}`;
  const token = await deployerToken({ environment, cloud, subscription: 'sub', http, cli });
  return { token, requests };
}

const formOf = ({ body }: HttpRequest) => Object.fromEntries(new URLSearchParams(String(body)));

describe('the token comes from the credentials of the azurerm provider:', () => {
  test('a client secret, in a variable or a file', async () => {
    for (const secret of [
      { ARM_CLIENT_SECRET: 's/e=c' },
      { ARM_CLIENT_SECRET_FILE_PATH: file('secret', 's/e=c\n') },
    ]) {
      const { token, requests } = await tokenIn({ ...CLIENT, ...secret });
      expect(token).toBe('token');
      expect(requests.map(({ url }) => url)).toEqual([
        'https://login.microsoftonline.com/tenant/oauth2/v2.0/token',
      ]);
      expect(formOf(requests[0] as HttpRequest)).toEqual({
        grant_type: 'client_credentials',
        client_id: 'client',
        client_secret: 's/e=c',
        scope: 'https://management.azure.com/.default',
      });
    }
  });

  test.each<[string, Environment, string | undefined, string]>([
    ['a variable', { ARM_OIDC_TOKEN: 'mine' }, undefined, 'mine'],
    ['a file', { ARM_OIDC_TOKEN_FILE_PATH: file('oidc', 'filed\n') }, undefined, 'filed'],
    [
      'GitHub Actions',
      {
        ACTIONS_ID_TOKEN_REQUEST_URL: 'https://github.example/token?a=1',
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'key',
      },
      'GET https://github.example/token?a=1&audience=api%3A%2F%2FAzureADTokenExchange',
      'assertion',
    ],
    [
      'Azure Pipelines',
      {
        SYSTEM_OIDCREQUESTURI: 'https://ado.example/oidc',
        SYSTEM_ACCESSTOKEN: 'key',
        ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID: 'connection',
      },
      'POST https://ado.example/oidc?api-version=7.1&serviceConnectionId=connection&audience=api%3A%2F%2FAzureADTokenExchange',
      'ado-assertion',
    ],
  ])('OpenID Connect from %s', async (_, variables, request, assertion) => {
    const { token, requests } = await tokenIn({ ...CLIENT, ARM_USE_OIDC: 'true', ...variables });
    expect(token).toBe('token');
    const last = requests.pop() as HttpRequest;
    expect(formOf(last)).toMatchObject({
      client_assertion: assertion,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    });
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual(request ? [request] : []);
    for (const { headers } of requests) expect(headers?.Authorization).toBe('Bearer key');
  });

  test('the workload identity of a Kubernetes cluster', async () => {
    const { requests } = await tokenIn({
      ARM_USE_AKS_WORKLOAD_IDENTITY: 'true',
      AZURE_CLIENT_ID: 'pod',
      AZURE_TENANT_ID: 'tenant',
      AZURE_FEDERATED_TOKEN_FILE: file('aks', 'of-the-pod'),
    });
    expect(formOf(requests[0] as HttpRequest)).toMatchObject({
      client_id: 'pod',
      client_assertion: 'of-the-pod',
    });
  });

  test.each<[string, Environment, string, Record<string, string>]>([
    [
      'a machine',
      {},
      'http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2Fmanagement.azure.com',
      { Metadata: 'true' },
    ],
    [
      'an app',
      { IDENTITY_ENDPOINT: 'http://127.0.0.1:41/msi/token', IDENTITY_HEADER: 'h', ARM_CLIENT_ID: 'mine' },
      'http://127.0.0.1:41/msi/token?api-version=2019-08-01&resource=https%3A%2F%2Fmanagement.azure.com&client_id=mine',
      { 'X-IDENTITY-HEADER': 'h' },
    ],
    [
      'another endpoint',
      { ARM_MSI_ENDPOINT: 'http://127.0.0.1:42/token' },
      'http://127.0.0.1:42/token?api-version=2018-02-01&resource=https%3A%2F%2Fmanagement.azure.com',
      { Metadata: 'true' },
    ],
  ])('the managed identity of %s', async (_, variables, url, headers) => {
    const { token, requests } = await tokenIn({ ARM_USE_MSI: 'true', ...variables });
    expect(token).toBe('token');
    expect(requests).toEqual([{ method: 'GET', url, headers }]);
  });

  test('the Azure CLI, in the tenant of the subscription', async () => {
    expect((await tokenIn({})).token).toBe('cli.sub.management.azure.com');
    expect((await tokenIn(CLIENT)).token).toBe('cli.sub.management.azure.com');
  });
});

describe('in the order of the provider', () => {
  const ALL = {
    ...CLIENT,
    ARM_CLIENT_SECRET: 'secret',
    ARM_USE_OIDC: '1',
    ARM_OIDC_TOKEN: 'oidc',
    ARM_USE_MSI: 'TRUE',
  };

  test('secret, OpenID Connect, managed identity, Azure CLI', async () => {
    const proofs: string[] = [];
    const remaining: Record<string, string> = { ...ALL };
    for (const next of ['ARM_CLIENT_SECRET', 'ARM_USE_OIDC', 'ARM_USE_MSI', 'none']) {
      const { token, requests } = await tokenIn(remaining);
      const form = requests[0] ? formOf(requests[0]) : {};
      proofs.push(form.client_secret ?? form.client_assertion ?? (requests[0] ? 'identity' : token));
      delete remaining[next];
    }
    expect(proofs).toEqual(['secret', 'oidc', 'identity', 'cli.sub.management.azure.com']);
  });

  test('a client certificate first, which the program cannot use', async () => {
    await expect(tokenIn({ ...ALL, ARM_CLIENT_CERTIFICATE_PATH: 'cert.pfx' })).rejects.toThrow(
      'no token by the client certificate: the program that publishes the function cannot sign with a certificate: use a client ' +
        'secret, OpenID Connect or the Azure CLI, or set code to FunctionCode.fromUrl() or FunctionCode.external()',
    );
  });
});

describe('clouds', () => {
  test.each([
    ['usgovernment', 'login.microsoftonline.us', 'management.usgovcloudapi.net'],
    ['usgovernmentl5', 'login.microsoftonline.us', 'management.usgovcloudapi.net'],
    ['DoD', 'login.microsoftonline.us', 'management.usgovcloudapi.net'],
    ['global', 'login.microsoftonline.com', 'management.azure.com'],
    ['China', 'login.chinacloudapi.cn', 'management.chinacloudapi.cn'],
  ])('%s', async (name, login, resourceManager) => {
    const environment = { ...CLIENT, ARM_CLIENT_SECRET: 'secret', ARM_ENVIRONMENT: name };
    const { requests } = await tokenIn(environment);
    expect(new URL(requests[0]?.url ?? '').host).toBe(login);
    expect(formOf(requests[0] as HttpRequest).scope).toBe(`https://${resourceManager}/.default`);
  });

  test('by the metadata of a host, with a byte order mark', async () => {
    const metadata = {
      authentication: { loginEndpoint: 'https://login.example/' },
      resourceManager: 'https://arm.example/',
    };
    const http = async ({ url }: HttpRequest) => ({
      status: 200,
      text: url.includes('/metadata/endpoints') ? `\uFEFF${JSON.stringify(metadata)}` : '{}',
    });
    expect(await cloudOf({ ARM_METADATA_HOSTNAME: 'meta.example' }, http)).toEqual({
      login: 'https://login.example',
      resourceManager: 'https://arm.example',
    });
    await expect(
      cloudOf({ ARM_METADATA_HOSTNAME: 'x' }, async () => ({ status: 404, text: '' })),
    ).rejects.toThrow(
      'https://x/metadata/endpoints?api-version=2022-09-01 answered 404 without the endpoints of a cloud',
    );
  });
});

describe('a failure', () => {
  const SECRET = { ...CLIENT, ARM_CLIENT_SECRET: 'the-secret' };

  test('states the explanation of the service, and no credential', async () => {
    const text = JSON.stringify({
      error: 'invalid_client',
      error_description: 'AADSTS7000222: expired',
      echo: 'the-secret',
    });
    const failure = tokenIn(SECRET, () => ({ status: 401, text }));
    await expect(failure).rejects.toThrow(
      /^no token by the client secret: the service answered 401: AADSTS7000222: expired$/,
    );
  });

  test.each([
    '{"access_token":7}',
    '{"access_token":"a\\r\\nInjected: x"}',
    '{"access_token":""}',
    'null',
    '',
  ])('is an answer without token: %s', async (text) => {
    await expect(tokenIn(SECRET, () => ({ status: 200, text }))).rejects.toThrow(
      /^no token by the client secret: the (service answered 200|answer contains no token)$/,
    );
  });
});

describe.skipIf(process.platform === 'win32')('the Azure CLI', () => {
  const path = process.env.PATH;
  const withAz = async (script: string | undefined) => {
    if (script !== undefined) writeFileSync(join(directory, 'az'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    process.env.PATH = script === undefined ? directory : `${directory}${delimiter}${path}`;
    try {
      return await azureCliToken('https://management.azure.com', 'sub');
    } finally {
      process.env.PATH = path;
      rmSync(join(directory, 'az'), { force: true });
    }
  };

  test('prints the token of the subscription', async () => {
    expect(await withAz('echo "$*"')).toBe(
      'account get-access-token --output tsv --query accessToken --resource https://management.azure.com --subscription sub',
    );
  });

  test('states why it has none', async () => {
    await expect(withAz('echo "Please run az login" >&2; exit 1')).rejects.toThrow('Please run az login');
    await expect(withAz(undefined)).rejects.toThrow('the Azure CLI is not installed');
  });
});
