import { expect, test } from 'vitest';
import {
  REGISTERED_BY_AZURERM,
  REGISTRATION_ADVICE,
  RESOURCE_PROVIDERS,
} from '../../azure/resource-providers';

test('namespaces have the case of Azure', () => {
  expect(Object.values(RESOURCE_PROVIDERS).map(({ namespace }) => namespace)).toEqual([
    'Microsoft.Network',
    'microsoft.insights',
    'Microsoft.Storage',
    'Microsoft.OperationalInsights',
    'Microsoft.Compute',
    'Microsoft.ManagedIdentity',
    'Microsoft.KeyVault',
    'Microsoft.Web',
    'Microsoft.App',
    'Microsoft.EventGrid',
  ]);
});

test('azurerm registers all providers except Microsoft.App with the settings extended, all and legacy', () => {
  const names = Object.values(RESOURCE_PROVIDERS).map(({ namespace }) => namespace);
  const missing = Object.entries(REGISTERED_BY_AZURERM).map(([setting, registered]) => [
    setting,
    names.filter((name) => !registered.includes(name)),
  ]);
  expect(Object.fromEntries(missing)).toEqual({
    none: names,
    core: [
      'microsoft.insights',
      'Microsoft.OperationalInsights',
      'Microsoft.KeyVault',
      'Microsoft.Web',
      'Microsoft.App',
      'Microsoft.EventGrid',
    ],
    extended: ['Microsoft.App'],
    all: ['Microsoft.App'],
    legacy: ['Microsoft.App'],
  });
});

test('the advice contains the errors of Azure and the command that fixes them', () => {
  for (const word of [
    'AuthorizationFailed',
    'GatewayAuthenticationFailed',
    'az provider register --namespace microsoft.insights',
  ]) {
    expect(REGISTRATION_ADVICE).toContain(word);
  }
});
