/** A namespace of Azure Resource Manager that a subscription must have registered, and what for. */
export interface ResourceProvider {
  /** As Azure spells it; the case matters to Terraform. */
  readonly namespace: string;
  readonly why: string;
}

/**
 * What flow logs and what comes with them need of a subscription.
 *
 * Source: Azure Resource Manager documentation, "Resource providers for Azure services".
 */
export const RESOURCE_PROVIDERS = {
  NETWORK: { namespace: 'Microsoft.Network', why: 'network watchers and their flow logs' },
  INSIGHTS: {
    namespace: 'microsoft.insights',
    why: 'flow logs, alerts, workbooks and data collection rules',
  },
  STORAGE: { namespace: 'Microsoft.Storage', why: 'the accounts of raw logs and of the table' },
  OPERATIONAL_INSIGHTS: {
    namespace: 'Microsoft.OperationalInsights',
    why: 'Log Analytics workspaces, saved searches and query packs',
  },
  COMPUTE: { namespace: 'Microsoft.Compute', why: 'extensions of virtual machines' },
  MANAGED_IDENTITY: { namespace: 'Microsoft.ManagedIdentity', why: 'the identity that reads a customer key' },
  KEY_VAULT: { namespace: 'Microsoft.KeyVault', why: 'customer keys' },
  WEB: { namespace: 'Microsoft.Web', why: 'the function that normalizes flow logs' },
  APP: { namespace: 'Microsoft.App', why: 'functions of the plan Flex Consumption in a network' },
  EVENT_GRID: { namespace: 'Microsoft.EventGrid', why: 'events of new flow logs' },
} as const satisfies Readonly<Record<string, ResourceProvider>>;

/** One of those namespaces. */
export type ResourceProviderName = keyof typeof RESOURCE_PROVIDERS;

const CORE = ['Microsoft.Compute', 'Microsoft.ManagedIdentity', 'Microsoft.Network', 'Microsoft.Storage'];

/** Namespaces of ours that azurerm registers by no setting. */
const NEVER = ['Microsoft.App'];

/** All others of ours are in it. */
const EXTENDED = Object.values(RESOURCE_PROVIDERS)
  .map(({ namespace }): string => namespace)
  .filter((namespace) => !NEVER.includes(namespace));

/**
 * What azurerm registers by itself, of ours, by the value of its `resource_provider_registrations`.
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

/** What to look at when Azure refuses a flow log: its own errors do not say it. */
export const REGISTRATION_ADVICE =
  'AuthorizationFailed or GatewayAuthenticationFailed when a flow log is made mostly means that microsoft.insights is ' +
  'not registered in the subscription: see `az provider show --namespace microsoft.insights --query registrationState`, ' +
  'and register it with `az provider register --namespace microsoft.insights --wait`, which needs ' +
  'Microsoft.Insights/register/action at the subscription (Contributor has it)';
