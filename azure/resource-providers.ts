/** A resource provider that must be registered in a subscription. */
export interface ResourceProvider {
  /** Namespace in the case of Azure, which Terraform requires. */
  readonly namespace: string;
  /** What the provider is needed for. */
  readonly why: string;
}

/**
 * The resource providers that the constructs of this package need.
 *
 * Source: Azure Resource Manager documentation, "Resource providers for Azure services".
 */
export const RESOURCE_PROVIDERS = {
  NETWORK: { namespace: 'Microsoft.Network', why: 'network watchers and their flow logs' },
  INSIGHTS: {
    namespace: 'microsoft.insights',
    why: 'flow logs, alerts, workbooks and data collection rules',
  },
  STORAGE: { namespace: 'Microsoft.Storage', why: 'the storage accounts of raw logs and of the table' },
  OPERATIONAL_INSIGHTS: {
    namespace: 'Microsoft.OperationalInsights',
    why: 'Log Analytics workspaces, saved searches and query packs',
  },
  COMPUTE: { namespace: 'Microsoft.Compute', why: 'extensions of virtual machines' },
  MANAGED_IDENTITY: {
    namespace: 'Microsoft.ManagedIdentity',
    why: 'the identity that reads a customer-managed key',
  },
  KEY_VAULT: { namespace: 'Microsoft.KeyVault', why: 'customer-managed keys' },
  WEB: { namespace: 'Microsoft.Web', why: 'the function that normalizes flow logs' },
  APP: { namespace: 'Microsoft.App', why: 'Flex Consumption functions in a virtual network' },
  EVENT_GRID: { namespace: 'Microsoft.EventGrid', why: 'events of new flow logs' },
} as const satisfies Readonly<Record<string, ResourceProvider>>;

/** Key of a resource provider in `RESOURCE_PROVIDERS`. */
export type ResourceProviderName = keyof typeof RESOURCE_PROVIDERS;

const CORE = ['Microsoft.Compute', 'Microsoft.ManagedIdentity', 'Microsoft.Network', 'Microsoft.Storage'];

/** Resource providers that azurerm does not register with any setting. */
const UNREGISTERED = ['Microsoft.App'];

/** Contains all other resource providers of `RESOURCE_PROVIDERS`. */
const EXTENDED = Object.values(RESOURCE_PROVIDERS)
  .map(({ namespace }): string => namespace)
  .filter((namespace) => !UNREGISTERED.includes(namespace));

/**
 * The resource providers of `RESOURCE_PROVIDERS` that azurerm registers, by the value of `resource_provider_registrations`.
 *
 * Source: azurerm provider, "5.0 Upgrade Guide" and "Resource Provider Registrations".
 */
export const REGISTERED_BY_AZURERM: Readonly<Record<string, readonly string[]>> = {
  none: [],
  core: CORE,
  extended: EXTENDED,
  all: EXTENDED,
  legacy: EXTENDED,
};

/** Advice for the case that Azure refuses a flow log with an error that does not state the cause. */
export const REGISTRATION_ADVICE =
  'AuthorizationFailed or GatewayAuthenticationFailed for a flow log usually means that microsoft.insights is not ' +
  'registered in the subscription: check with `az provider show --namespace microsoft.insights --query registrationState`, ' +
  'and register it with `az provider register --namespace microsoft.insights --wait`, which requires ' +
  'Microsoft.Insights/register/action on the subscription (the role Contributor has it)';
