import { describe, expect, test } from 'vitest';
import { siteTemplate } from '../../azure/function-app/site-template';
import { SUBSCRIPTION } from '../support/arm/invented-ids';
import type { Json } from '../support/arm/resource-store';
import { GROUP, StandInClient } from '../support/arm/stand-in-client';
import { evaluateText } from '../support/arm/template-expression';

const DEPLOYMENT = `${GROUP}/providers/Microsoft.Resources/deployments/site`;
const SITE = `${GROUP}/providers/Microsoft.Web/sites/site`;

describe('template deployments', () => {
  test('write their resources with evaluated contents', () => {
    const client = new StandInClient();
    expect(client.send('POST', `${DEPLOYMENT}/validate`, siteDeployment()).status).toBe(200);
    expect(client.send('PUT', DEPLOYMENT, siteDeployment()).status).toBe(200);
    const { body } = client.send('GET', SITE);
    expect(body).toMatchObject({
      location: 'westeurope',
      properties: { serverFarmId: '/plan', defaultHostName: 'site.azurewebsites.net' },
    });
    expect(client.send('POST', `${SITE}/config/appsettings/list`).body).toMatchObject({
      properties: { AzureWebJobsStorage__accountName: 'host', '[quoted]': '[value]' },
    });
    expect(
      client.manager.store.get(`${SITE}/basicPublishingCredentialsPolicies/scm`)?.properties,
    ).toMatchObject({
      allow: false,
    });
  });

  test('are returned with the template, the types of parameters and the resources that they wrote', () => {
    const client = new StandInClient();
    client.send('PUT', DEPLOYMENT, siteDeployment());
    const { properties } = client.send('GET', DEPLOYMENT).body as { properties: Json };
    expect(properties).toMatchObject({
      parameters: { name: { type: 'String', value: 'site' }, maximumInstances: { type: 'Int', value: 40 } },
      outputResources: expect.arrayContaining([{ id: SITE }]),
    });
    expect(client.send('POST', `${DEPLOYMENT}/exportTemplate`).body).toEqual({
      template: (siteDeployment().properties as { template: Json }).template,
    });
  });

  test('fail with the error of a nested resource, at the address of the operation', () => {
    const client = new StandInClient();
    const nested = resource('Microsoft.Network/networkWatchers/flowLogs', '2025-01-01', 'none/flows');
    const { status, headers } = client.send('PUT', DEPLOYMENT, deployment([nested]));
    expect(status).toBe(201);
    const { pathname } = new URL(headers?.['Azure-AsyncOperation'] ?? '');
    expect(client.send('GET', pathname).body).toMatchObject({
      status: 'Failed',
      error: { code: 'DeploymentFailed', details: [{ code: 'ParentResourceNotFound' }] },
    });
  });

  test.each([
    ['a missing parameter', { parameters: {} }, "template parameter 'name' is not provided"],
    ['another parameter', { parameters: { name: { value: 'a' }, more: { value: 1 } } }, "'more'"],
    ['a value of another type', { parameters: { name: { value: 1 } } }, "Expected a value of type 'String'"],
    ['a name that does not fit its type', { name: 'a/b' }, 'incorrect segment lengths'],
    ['a circle', { dependsOn: [`${GROUP}/providers/Microsoft.Web/sites/a`] }, 'Circular dependency'],
    ['an invalid expression', { name: '[parameters(]' }, 'Unable to parse language expression'],
  ])('%s is refused as ARM does', (_, changed, message) => {
    const {
      name = "[parameters('name')]",
      parameters = { name: { value: 'a' } },
      ...others
    }: Changed = changed;
    const nested = { ...resource('Microsoft.Web/sites', '2024-04-01', name), ...others };
    const { status, body } = new StandInClient().send('PUT', DEPLOYMENT, deployment([nested], parameters));
    expect({ status, text: JSON.stringify(body) }).toEqual({
      status: 400,
      text: expect.stringContaining(message),
    });
  });

  test.each([
    ['a function', { name: "[uniqueString('a')]" }, 'the template function uniqueString()'],
    ['a loop', { copy: { name: 'each', count: 2 } }, "copy of a template's resource"],
    ['a type', { type: 'Microsoft.Cache/redis' }, 'the type microsoft.cache/redis'],
    ['an API version', { apiVersion: '2099-01-01' }, 'API version 2099-01-01'],
  ])('%s that the stand-in was not taught is refused by name', (_, changed, message) => {
    const nested = { ...resource('Microsoft.Web/sites', '2024-04-01', 'a'), ...changed };
    const answer = new StandInClient().send('PUT', DEPLOYMENT, deployment([nested]));
    expect(answer.status).toBe(501);
    expect(JSON.stringify(answer.body)).toContain(message);
  });

  test('policies of a site have no deletion, and disappear with their site', () => {
    const client = new StandInClient();
    client.send('PUT', DEPLOYMENT, siteDeployment());
    const policy = `${SITE}/basicPublishingCredentialsPolicies/scm`;
    expect(client.send('DELETE', policy).status).toBe(405);
    expect(client.send('DELETE', SITE).status).toBe(200);
    expect(client.send('GET', policy).status).toBe(404);
  });
});

describe('template expressions', () => {
  const functions = {
    parameters: () => ({ list: ['a', 'b'], text: 'it' }),
    concat: (...values: readonly unknown[]) => values.join(''),
  };

  test.each([
    ['text', 'text'],
    ['[[text]', '[text]'],
    ["[concat('it''s ', 1, concat())]", "it's 1"],
    ["[ parameters('x').list[1] ]", 'b'],
    ["[parameters('x')['text']]", 'it'],
  ])('%s is %s', (text, value) => {
    expect(evaluateText(text, functions)).toBe(value);
  });
});

interface Changed {
  readonly name?: string;
  readonly parameters?: Json;
  readonly dependsOn?: readonly string[];
}

function siteDeployment(): Json {
  const template = JSON.parse(
    siteTemplate({
      settings: { AzureWebJobsStorage__accountName: 'host', '[[quoted]': '[value]' },
      settingParameters: [],
      subnet: false,
      publishesUrl: false,
    }),
  );
  const parameters = {
    name: 'site',
    location: 'westeurope',
    tags: {},
    planId: '/plan',
    identityId: `/subscriptions/${SUBSCRIPTION}/identity`,
    packageContainer: 'https://host.blob.core.windows.net/packages',
    maximumInstances: 40,
  };
  const values = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, { value }]));
  return { properties: { mode: 'Incremental', template, parameters: values } };
}

function deployment(resources: readonly Json[], parameters: Json = { name: { value: 'a' } }): Json {
  const template = { contentVersion: '1.0.0.0', parameters: { name: { type: 'String' } }, resources };
  return { properties: { mode: 'Incremental', template, parameters } };
}

function resource(type: string, apiVersion: string, name: string): Json {
  return { type, apiVersion, name, location: 'westeurope', properties: {} };
}
