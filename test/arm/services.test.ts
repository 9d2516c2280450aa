import { request } from 'node:https';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ArmServer } from '../support/arm/arm-server';
import { CLIENT, CLIENT_SECRET, SUBSCRIPTION, TENANT } from '../support/arm/invented-ids';
import type { Json } from '../support/arm/resource-store';
import { GROUP } from '../support/arm/stand-in-client';
import { PUBLISHER } from '../support/arm/web';
import { hasCommand, hasPart } from '../support/processes';

const present = hasPart('openssl', 'apt-get install openssl', hasCommand('openssl', 'version'));

const PROVIDERS = `${GROUP}/providers`;
const ACCOUNT = `${PROVIDERS}/Microsoft.Storage/storageAccounts/hostaccount`;
const CONTAINER = `${ACCOUNT}/blobServices/default/containers/packages`;
const IDENTITY = `${PROVIDERS}/Microsoft.ManagedIdentity/userAssignedIdentities/identity`;
const PLAN = `${PROVIDERS}/Microsoft.Web/serverFarms/plan`;
const SITE = `${PROVIDERS}/Microsoft.Web/sites/site`;
const NETWORK = `${PROVIDERS}/Microsoft.Network/virtualNetworks/hub`;
const ROLE = `${CONTAINER}/providers/Microsoft.Authorization/roleAssignments/11111111-1111-4111-8111-111111111111`;
const SCM = 'site.scm.azurewebsites.net';
const BASIC = `Basic ${Buffer.from(`${PUBLISHER.publishingUserName}:${PUBLISHER.publishingPassword}`).toString('base64')}`;

describe.skipIf(!present)('services beside the Resource Manager', () => {
  let arm: ArmServer;
  let token: string;

  beforeAll(async () => {
    arm = await ArmServer.start();
    const origin = arm.manager.operations.origin;
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: CLIENT,
      client_secret: CLIENT_SECRET,
      scope: `${origin}/.default`,
    });
    const { body } = await send('POST', `/${TENANT}/oauth2/v2.0/token`, { text: form.toString() });
    token = `Bearer ${(body as { access_token: string }).access_token}`;
  });

  afterAll(() => arm?.stop());

  beforeEach(() => {
    for (const { id } of arm.manager.store.tops(GROUP)) arm.manager.cloud.remove(id);
    arm.manager.providers.registerAll(SUBSCRIPTION);
    const location = 'westeurope';
    for (const id of [ACCOUNT, CONTAINER, IDENTITY, NETWORK]) arm.manager.seed(id, { location });
    arm.manager.seed(PLAN, { location, sku: { name: 'FC1' } });
    writeSite({ AzureWebJobsStorage__accountName: 'hostaccount' });
    const principalId = arm.manager.store.get(IDENTITY)?.properties.principalId;
    const roleDefinitionId = '/ba92f5b4-2d11-453d-a403-e96b0029c9fe';
    arm.manager.seed(ROLE, { properties: { principalId, roleDefinitionId } });
  });

  test('Flex Consumption has no zip deployment', async () => {
    const { status } = await send('POST', '/api/zipdeploy?isAsync=true', {
      host: SCM,
      text: 'zip',
      authorization: BASIC,
    });
    expect(status).toBe(404);
    expect(arm.exchanges.at(-1)?.document).toBe('Zip deployment for Azure Functions; azurerm issue 29630');
  });

  test('OneDeploy accepts a package, and reports its state', async () => {
    expect(await publish()).toMatchObject({ status: 202 });
    const { body } = await send('GET', '/api/deployments/latest', { host: SCM, authorization: token });
    expect(body).toMatchObject({ status: 4, complete: true });
  });

  test('an app that cannot write to its container is refused', async () => {
    arm.manager.cloud.remove(ROLE);
    const { status, text } = await publish();
    expect(status).toBe(400);
    expect(text).toContain('BlobUploadFailedException');
    expect(text).toContain(
      '403 (This request is not authorized to perform this operation using this permission.)',
    );
  });

  test('an app outside of the firewall is refused, and one in an allowed subnet is not', async () => {
    const subnet = `${NETWORK}/subnets/functions`;
    const networkAcls = {
      defaultAction: 'Deny',
      bypass: 'AzureServices',
      virtualNetworkRules: [{ id: subnet }],
    };
    arm.manager.cloud.write(ACCOUNT, { location: 'westeurope', properties: { networkAcls } });
    expect((await publish()).text).toContain(
      '403 (This request is not authorized to perform this operation.)',
    );
    writeSite({ AzureWebJobsStorage__accountName: 'hostaccount' }, subnet);
    expect((await publish()).status).toBe(202);
  });

  test('a missing container is refused', async () => {
    arm.manager.cloud.remove(CONTAINER);
    expect((await publish()).text).toContain('404 (The specified container does not exist.)');
  });

  test.each([
    [
      'an empty connection string',
      { AzureWebJobsStorage: '', AzureWebJobsStorage__accountName: 'a' },
      /present and empty/,
    ],
    [
      'the same in another spelling',
      { AZUREWEBJOBSSTORAGE: '', AzureWebJobsStorage__accountName: 'a' },
      /present and empty/,
    ],
    [
      'endpoints without a name',
      { AzureWebJobsStorage__blobServiceUri: 'https://a' },
      /contain no __accountName/,
    ],
    ['no storage', {}, /is not configured/],
  ])('a host with %s does not start', async (_, settings, problem) => {
    writeSite(settings);
    expect((await publish()).status).toBe(202);
    const { text } = await send('GET', '/api/deployments/latest', { host: SCM, authorization: token });
    expect(text).toMatch(/"status":3/);
    expect(text).toMatch(problem);
  });

  test('name and password are refused once the policy of the site is off', async () => {
    expect((await publish(BASIC)).status).toBe(202);
    arm.manager.cloud.write(`${SITE}/basicPublishingCredentialsPolicies/scm`, {
      properties: { allow: false },
    });
    expect((await publish(BASIC)).status).toBe(401);
    expect((await publish()).status).toBe(202);
    expect((await publish('Bearer a.e30.c')).status).toBe(401);
  });

  test.each(['blob', 'queue'])(
    'a %s service behind its firewall refuses callers from outside',
    async (service) => {
      const host = `hostaccount.${service}.core.windows.net`;
      const call = () =>
        send('PUT', '/packages/released-package.zip', { host, authorization: token, text: 'zip' });
      expect((await call()).status).toBe(501);
      const networkAcls = { defaultAction: 'Deny', bypass: 'AzureServices' };
      arm.manager.cloud.write(ACCOUNT, { location: 'westeurope', properties: { networkAcls } });
      const { status, text } = await call();
      expect({ status, text }).toEqual({
        status: 403,
        text: expect.stringContaining('AuthorizationFailure'),
      });
    },
  );

  test('flow logs of one watcher that are written at the same time fail', async () => {
    const watcher = `/subscriptions/${SUBSCRIPTION}/resourceGroups/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers/NetworkWatcher_westeurope`;
    arm.manager.seed(`${NETWORK}/subnets/app`, {});
    const write = async (name: string, targetResourceId: string) =>
      send('PUT', `${watcher}/flowLogs/${name}?api-version=2025-01-01`, {
        authorization: token,
        text: JSON.stringify({
          location: 'westeurope',
          properties: { targetResourceId, storageId: ACCOUNT },
        }),
      });
    const [first, second] = await Promise.all([write('a', NETWORK), write('b', `${NETWORK}/subnets/app`)]);
    expect([first?.status, second?.status]).toEqual([200, 201]);
    const address = new URL(second?.operation ?? '');
    const { text } = await send('GET', address.pathname + address.search, { authorization: token });
    expect(JSON.parse(text)).toMatchObject({ status: 'Failed', error: { code: 'InternalServerError' } });
    expect((await write('b', `${NETWORK}/subnets/app`)).status).toBe(200);
  });

  test('a host that the stand-in was not taught is refused', async () => {
    expect((await send('GET', '/', { host: 'example.org', authorization: token })).status).toBe(501);
    expect(arm.unknown.at(-1)).toContain('the host example.org');
  });

  function writeSite(settings: Json, virtualNetworkSubnetId?: string): void {
    const appSettings = Object.entries(settings).map(([name, value]) => ({ name, value }));
    const authentication = { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: IDENTITY };
    const value = 'https://hostaccount.blob.core.windows.net/packages';
    const storage = { type: 'blobContainer', value, authentication };
    arm.manager.cloud.write(SITE, {
      location: 'westeurope',
      properties: {
        serverFarmId: PLAN,
        virtualNetworkSubnetId,
        functionAppConfig: { deployment: { storage } },
        siteConfig: { appSettings },
      },
    });
  }

  function publish(authorization = token) {
    return send('POST', '/api/publish?type=zip', { host: SCM, text: 'zip', authorization });
  }

  function send(
    method: string,
    path: string,
    { host, text = '', authorization }: Sent = {},
  ): Promise<Received> {
    const { port } = new URL(arm.manager.operations.origin);
    const headers = {
      host: host ?? `localhost:${port}`,
      'content-length': Buffer.byteLength(text),
      ...(authorization && { authorization }),
    };
    const options = { method, path, port, headers, host: 'localhost', rejectUnauthorized: false };
    return new Promise((resolve, reject) => {
      request(options, async (response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(chunk as Buffer);
        const received = Buffer.concat(chunks).toString('utf8');
        resolve({
          status: response.statusCode as number,
          text: received,
          body: received === '' ? undefined : JSON.parse(received),
          operation: response.headers['azure-asyncoperation'] as string | undefined,
        });
      })
        .once('error', reject)
        .end(text);
    });
  }
});

interface Sent {
  readonly host?: string;
  readonly text?: string;
  readonly authorization?: string;
}

interface Received {
  readonly status: number;
  readonly text: string;
  readonly body: unknown;
  readonly operation: string | undefined;
}
