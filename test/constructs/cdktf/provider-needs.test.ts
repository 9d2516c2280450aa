import { AzurermProvider, type AzurermProviderConfig } from '@cdktf/provider-azurerm/lib/provider';
import { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account';
import { AnnotationMetadataEntryType, TerraformStack, Token } from 'cdktf';
import { describe, expect, test } from 'vitest';
import { REGISTRATION_ADVICE } from '../../../azure/resource-providers';
import { FlowLake, ResourceProviders, VnetFlowLogs } from '../../../constructs/cdktf';
import {
  annotationsOf,
  newApp,
  newNetwork,
  newStack,
  problemsOf,
  synthesized,
} from '../../support/terraform-stacks';

const NEEDED = [
  'Microsoft.Network',
  'Microsoft.OperationalInsights',
  'Microsoft.Storage',
  'microsoft.insights',
];

function logged(provider: Partial<AzurermProviderConfig> = {}): TerraformStack {
  const stack = newStack(provider);
  new VnetFlowLogs(stack, 'FlowLogs', { network: newNetwork(stack) });
  return stack;
}

function blockOf(stack: TerraformStack) {
  return synthesized(stack).provider.azurerm[0];
}

describe('the provider of the app', () => {
  test('registers required namespaces and accesses storage by identity', () => {
    expect(blockOf(logged())).toEqual({
      features: [{ storage: [{ data_plane_available: false }] }],
      resource_providers_to_register: NEEDED,
      storage_use_azuread: true,
    });
  });

  test('keeps its own settings', () => {
    const stack = logged({
      features: [{ keyVault: [{ purgeSoftDeleteOnDestroy: false }] }],
      resourceProviderRegistrations: 'none',
      resourceProvidersToRegister: ['Microsoft.Web', 'Microsoft.Storage'],
      storageUseAzuread: true,
    });
    expect(blockOf(stack)).toMatchObject({
      features: [
        { key_vault: [{ purge_soft_delete_on_destroy: false }], storage: [{ data_plane_available: false }] },
      ],
      resource_provider_registrations: 'none',
      resource_providers_to_register: [
        'Microsoft.Web',
        'Microsoft.Storage',
        'Microsoft.Network',
        'Microsoft.OperationalInsights',
        'microsoft.insights',
      ],
    });
  });

  test('can be created after the flow logs', () => {
    const stack = new TerraformStack(newApp(), 'network');
    new VnetFlowLogs(stack, 'FlowLogs', { network: newNetwork(stack) });
    new AzurermProvider(stack, 'azurerm', { features: [{}] });
    expect(blockOf(stack)?.resource_providers_to_register).toEqual(NEEDED);
  });

  test('is unchanged if no construct of this package uses it', () => {
    const stack = newStack();
    newNetwork(stack);
    expect(blockOf(stack)).toEqual({ features: [{}] });
  });

  test('of a lake can be that of another subscription', () => {
    const stack = newStack();
    const provider = new AzurermProvider(stack, 'logs', {
      features: [{}],
      alias: 'logs',
      subscriptionId: 's',
    });
    const lake = new FlowLake(stack, 'Lake', { location: 'westeurope', provider });
    new VnetFlowLogs(stack, 'FlowLogs', { network: newNetwork(stack), lake });
    const { provider: blocks, resource } = synthesized(stack);
    expect(blocks.azurerm).toMatchObject([
      { features: [{}], resource_providers_to_register: ['Microsoft.Network', 'microsoft.insights'] },
      {
        alias: 'logs',
        resource_providers_to_register: ['Microsoft.OperationalInsights', 'Microsoft.Storage'],
      },
    ]);
    for (const account of Object.values(resource.azurerm_storage_account ?? {})) {
      expect(account.provider).toBe('azurerm.logs');
    }
    for (const flowLog of Object.values(resource.azurerm_network_watcher_flow_log ?? {})) {
      expect(flowLog.provider).toBeUndefined();
    }
  });
});

describe('fails with the line to change', () => {
  test.each([
    [
      'the list is known only after deployment',
      { resourceProvidersToRegister: Token.asList({ resolve: () => '${var.list}' }) },
      'resourceProvidersToRegister of provider network/azurerm is known only after deployment, so the construct ' +
        `cannot extend it: add ${JSON.stringify(NEEDED)}`,
    ],
    [
      'storage is accessed with keys',
      { storageUseAzuread: false },
      'provider network/azurerm sets storageUseAzuread: false, but the storage accounts of flow logs ' +
        'have no keys: remove the setting',
    ],
    [
      'the endpoints of storage are to be used',
      { features: [{ storage: [{ dataPlaneAvailable: true }] }] },
      'provider network/azurerm sets features.storage.dataPlaneAvailable: true, but the storage ' +
        'accounts of flow logs are behind a firewall that the provider cannot pass: remove the setting',
    ],
    [
      'the features are known only after deployment',
      { features: { resolve: () => '${var.features}', creationStack: [] } as never },
      'features of provider network/azurerm are known only after deployment, so the construct cannot ' +
        'extend them: add storage: [{ dataPlaneAvailable: false }]',
    ],
    [
      'nothing is to be registered at all',
      { skipProviderRegistration: true },
      'provider network/azurerm sets skipProviderRegistration, so it registers nothing, and azurerm 5 ' +
        "does not support the argument: set resourceProviderRegistrations: 'none' instead",
    ],
  ])('if %s', (_, provider, problem) => {
    expect(problemsOf(logged(provider))).toBe(`[network] ${problem}`);
  });

  test('but not if the other account has another provider', () => {
    const stack = logged();
    const provider = new AzurermProvider(stack, 'site', {
      features: [{}],
      alias: 'site',
      subscriptionId: 's',
    });
    const account = new StorageAccount(stack, 'account', {
      name: 'site',
      resourceGroupName: 'rg',
      location: 'westeurope',
      accountTier: 'Standard',
      accountReplicationType: 'LRS',
      staticWebsite: { indexDocument: 'index.html' },
    });
    account.provider = provider;
    expect(problemsOf(stack)).toBe('');
  });

  test('if another account needs the data plane', () => {
    const stack = logged();
    new StorageAccount(stack, 'site', {
      name: 'site',
      resourceGroupName: 'rg',
      location: 'westeurope',
      accountTier: 'Standard',
      accountReplicationType: 'LRS',
      staticWebsite: { indexDocument: 'index.html' },
    });
    expect(problemsOf(stack)).toMatch(/^\[network\] network\/site has queue properties or a static website/);
  });
});

describe('registration with resources', () => {
  test('covers namespaces that the provider does not register, before all other resources', () => {
    const stack = logged({ resourceProviderRegistrations: 'core' });
    new ResourceProviders(stack, 'Providers');
    const { resource, provider } = synthesized(stack);
    expect(provider.azurerm[0]?.resource_providers_to_register).toBeUndefined();
    const registrations = resource.azurerm_resource_provider_registration ?? {};
    expect(Object.values(registrations).map(({ name }) => name)).toEqual([
      'Microsoft.OperationalInsights',
      'microsoft.insights',
    ]);
    const addresses = Object.keys(registrations).map((id) => `azurerm_resource_provider_registration.${id}`);
    const [flowLog] = Object.values(resource.azurerm_network_watcher_flow_log ?? {});
    expect([...(flowLog?.depends_on ?? [])].sort()).toEqual(addresses.sort());
    for (const registration of Object.values(registrations)) expect(registration.depends_on).toBeUndefined();
    expect(resource.azurerm_virtual_network?.vnet?.depends_on).toBeUndefined();
  });

  test('covers the subscription of each provider', () => {
    const stack = newStack({ resourceProviderRegistrations: 'none' });
    const provider = new AzurermProvider(stack, 'logs', {
      features: [{}],
      alias: 'logs',
      subscriptionId: 's',
      resourceProviderRegistrations: 'none',
    });
    const lake = new FlowLake(stack, 'Lake', { location: 'westeurope', provider });
    new VnetFlowLogs(stack, 'FlowLogs', { network: newNetwork(stack), lake });
    new ResourceProviders(stack, 'Providers');
    const registrations = Object.values(
      synthesized(stack).resource.azurerm_resource_provider_registration ?? {},
    );
    expect(registrations.map(({ name, provider: used }) => `${name} ${used}`).sort()).toEqual([
      'Microsoft.Network undefined',
      'Microsoft.OperationalInsights azurerm.logs',
      'Microsoft.Storage azurerm.logs',
      'microsoft.insights undefined',
    ]);
  });

  test('fails if the provider does not set resourceProviderRegistrations', () => {
    const stack = logged();
    new ResourceProviders(stack, 'Providers');
    expect(problemsOf(stack)).toBe(
      '[network] network/Providers creates registrations as resources, which fails for namespaces ' +
        'that the provider registers, and azurerm 4 and 5 register different ones: set ' +
        "resourceProviderRegistrations: 'core' (or 'none') in network/azurerm",
    );
  });
});

test('adds advice for rejected flow logs once', () => {
  const stack = logged();
  new VnetFlowLogs(stack, 'Second', { network: newNetwork(stack, 'second') });
  expect(annotationsOf(stack, AnnotationMetadataEntryType.INFO)).toEqual([REGISTRATION_ADVICE]);
});
