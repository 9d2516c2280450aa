import { describe, expect, test } from 'vitest';
import { behaviourOf, documentsOf, taughtTypes } from '../support/arm/arm-types';
import { SUBSCRIPTION } from '../support/arm/invented-ids';
import { GROUP, StandInClient } from '../support/arm/stand-in-client';

describe('the stand-in of ARM knows only what it was taught', () => {
  test.each(taughtTypes())('%s has documents and API versions', (type) => {
    expect(documentsOf(type)[0]).toBe(`${type} - Bicep, ARM template & Terraform AzAPI reference`);
    expect(documentsOf(type).every((title) => title.trim() !== '')).toBe(true);
    for (const version of behaviourOf(type)?.versions ?? [])
      expect(version).toMatch(/^\d{4}-\d\d-\d\d(-preview)?$/);
    expect(behaviourOf(type)?.versions).not.toEqual([]);
  });

  test('types with refusals name more documents than their reference', () => {
    const refusing = taughtTypes().filter((type) => behaviourOf(type)?.refuse !== undefined);
    expect(refusing.length).toBeGreaterThan(5);
    expect(refusing.filter((type) => documentsOf(type).length < 2)).toEqual([]);
  });

  test.each([
    [
      'a type',
      'PUT',
      `${GROUP}/providers/Microsoft.Cache/redis/cache`,
      /not taught the type microsoft\.cache\/redis/,
    ],
    [
      'an action',
      'POST',
      `${GROUP}/providers/Microsoft.Web/sites/site/restart`,
      /not taught the action restart/,
    ],
    ['a singleton', 'GET', `${GROUP}/providers/Microsoft.Insights/components/app/quotaStatus`, /not taught/],
    ['a method', 'POST', `${GROUP}/providers/Microsoft.Web/sites/site`, /not taught/],
    ['a scope', 'GET', '/providers/Microsoft.Management', /not taught/],
  ])('%s that was not declared is refused by name', (_, method, path, message) => {
    const { status, body } = new StandInClient().send(method, path);
    expect(status).toBe(501);
    expect(JSON.stringify(body)).toMatch(message);
  });

  test.each([
    ['Microsoft.Storage/storageAccounts/logs1/blobServices/other', {}, 'the name other of .*, only default'],
    ['Microsoft.Web/sites/app/config/other', {}, 'the name other of .*, only appsettings, '],
    ['Microsoft.Web/sites/app/extensions/zipdeploy', {}, 'the name zipdeploy of .*, only onedeploy'],
    [
      'Microsoft.Web/sites/app/basicPublishingCredentialsPolicies/web',
      {},
      'the name web of .*, only ftp, scm',
    ],
    [
      'Microsoft.Web/sites/app',
      { siteConfig: { minTls: '1.2' }, functionAppConfig: { runtime: { name: 'node', release: '22' } } },
      'the properties siteConfig.minTls, functionAppConfig.runtime.release of Microsoft.Web/sites',
    ],
    ['Microsoft.Web/sites/app/extensions/onedeploy', { packageUrl: 'x' }, 'the properties packageUrl of '],
    [
      'Microsoft.Network/networkWatchers/w/flowLogs/l',
      { retentionPolicy: { enabled: true, daysToKeep: 1 } },
      'the properties retentionPolicy.daysToKeep of ',
    ],
  ])('a write of %s that was not declared is refused by name: %j', (path, properties, message) => {
    const { status, body } = new StandInClient().put(`${GROUP}/providers/${path}`, { properties });
    expect(status).toBe(501);
    expect(JSON.stringify(body)).toMatch(new RegExp(`not taught ${message}`));
  });

  test('an API version that was not declared is refused with the declared ones', () => {
    const id = `${GROUP}/providers/Microsoft.Network/virtualNetworks/hub`;
    const { status, body } = new StandInClient().send('PUT', id, {}, { 'api-version': '2099-01-01' });
    expect({ status, text: JSON.stringify(body) }).toEqual({
      status: 501,
      text: expect.stringContaining(
        'API version 2099-01-01 of microsoft.network/virtualnetworks, only 2025-01-01',
      ),
    });
  });

  test('a role that was not declared is refused', () => {
    const path = '/providers/Microsoft.Authorization/roleDefinitions/00000000-0000-4000-8000-000000000000';
    expect(new StandInClient().send('GET', path).status).toBe(501);
  });

  test('every answer names a document', () => {
    const client = new StandInClient();
    const network = `${GROUP}/providers/Microsoft.Network/virtualNetworks/hub`;
    const account = `${GROUP}/providers/Microsoft.Storage/storageAccounts/logs1`;
    const answers = [
      client.put(network),
      client.send('GET', network),
      client.send('GET', `${network}2`),
      client.send('GET', `${GROUP}/resources`),
      client.send('GET', `/subscriptions/${SUBSCRIPTION}`),
      client.send('GET', `/subscriptions/${SUBSCRIPTION}/providers`),
      client.send('POST', `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Web/register`),
      client.put(account),
      client.send('POST', `${account}/listKeys`),
      client.send(
        'GET',
        `${GROUP}/providers/Microsoft.Insights/components/app/CurrentBillingFeatures`,
        {},
        {
          'api-version': '2015-05-01',
        },
      ),
      client.send('DELETE', network),
      client.put(
        `/subscriptions/${SUBSCRIPTION}/resourceGroups/none/providers/Microsoft.Network/virtualNetworks/a`,
      ),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, ...Array(7).fill(200), 200, 404]);
    expect(answers.filter(({ document }) => document === undefined)).toEqual([]);
  });
});
