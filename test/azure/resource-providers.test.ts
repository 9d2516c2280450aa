import { expect, test } from 'vitest';
import {
  REGISTERED_BY_AZURERM,
  REGISTRATION_ADVICE,
  RESOURCE_PROVIDERS,
} from '../../azure/resource-providers';

test('namespaces are spelled as Azure does: the case matters', () => {
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

test('azurerm by itself registers them with all settings but two, and one with none', () => {
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

test('the advice names the errors that Azure gives and the command that helps', () => {
  for (const word of [
    'AuthorizationFailed',
    'GatewayAuthenticationFailed',
    'az provider register --namespace microsoft.insights',
  ]) {
    expect(REGISTRATION_ADVICE).toContain(word);
  }
});
