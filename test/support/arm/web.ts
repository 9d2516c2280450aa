import { withPrincipals } from './managed-identity';
import { publishPackage } from './package-publication';
import { names } from './property-names';
import type { ArmResource, Json } from './resource-store';
import {
  type Behaviours,
  type CloudOfType,
  propertiesOf,
  type Write,
  withDecided,
  withDefaults,
} from './type-behaviour';

/** The publisher of a site. */
export const PUBLISHER = { publishingUserName: '$site', publishingPassword: 'a-password-that-is-none' };

/** Suffix of the host name of a site. */
const SITE_SUFFIX = 'azurewebsites.net';

/** API versions of azurerm, and of the samples "azure-functions-flex-consumption-samples". */
const VERSIONS = ['2023-12-01', '2024-04-01'];

const HOST_DOCUMENTS = [
  'azure-functions-host issue 11787',
  'azure-functions-host pull request 11794',
  'App settings reference for Azure Functions: Connecting to host storage with an identity',
];

/** Properties of a site that a template can set. */
const SITE_PROPERTIES = {
  ...names(`clientAffinityEnabled clientCertEnabled clientCertExclusionPaths clientCertMode containerSize customDomainVerificationId
    dailyMemoryTimeQuota daprConfig dnsConfiguration enabled endToEndEncryptionEnabled hostNameSslStates hostNamesDisabled
    httpsOnly hyperV isXenon keyVaultReferenceIdentity managedEnvironmentId publicNetworkAccess redundancyMode reserved
    scmSiteAlsoStopped serverFarmId storageAccountRequired virtualNetworkSubnetId vnetBackupRestoreEnabled
    vnetContentShareEnabled vnetImagePullEnabled vnetRouteAllEnabled`),
  functionAppConfig: {
    deployment: {
      storage: {
        ...names('type value'),
        authentication: names('type storageAccountConnectionStringName userAssignedIdentityResourceId'),
      },
    },
    runtime: names('name version'),
    scaleAndConcurrency: names('alwaysReady instanceMemoryMB maximumInstanceCount triggers'),
  },
  siteConfig:
    names(`acrUseManagedIdentityCreds acrUserManagedIdentityID alwaysOn apiDefinition apiManagementConfig
    appCommandLine appSettings connectionStrings cors defaultDocuments elasticWebAppScaleLimit ftpsState
    functionAppScaleLimit functionsRuntimeScaleMonitoringEnabled healthCheckPath http20Enabled ipSecurityRestrictions
    ipSecurityRestrictionsDefaultAction linuxFxVersion loadBalancing localMySqlEnabled managedPipelineMode metadata
    minTlsCipherSuite minTlsVersion minimumElasticInstanceCount preWarmedInstanceCount publicNetworkAccess
    remoteDebuggingEnabled remoteDebuggingVersion scmIpSecurityRestrictions scmIpSecurityRestrictionsDefaultAction
    scmIpSecurityRestrictionsUseMain scmMinTlsVersion use32BitWorkerProcess vnetRouteAllEnabled webSocketsEnabled`),
};

/** Microsoft.Web: plans, sites with their settings and publishing policies, published packages. */
export const WEB: Behaviours = {
  'Microsoft.Web/serverFarms': {
    versions: VERSIONS,
    complete: ({ body }) => withDefaults({ kind: 'functionapp', ...body }, { maximumElasticWorkerCount: 1 }),
  },
  'Microsoft.Web/sites': {
    versions: VERSIONS,
    documents: HOST_DOCUMENTS,
    properties: SITE_PROPERTIES,
    complete: completeSite,
    afterWrite: writeConfiguration,
  },
  'Microsoft.Web/sites/config': {
    versions: VERSIONS,
    documents: HOST_DOCUMENTS,
    names:
      `appsettings authsettings authsettingsV2 azurestorageaccounts backup connectionstrings logs metadata pushsettings
      slotConfigNames web`.split(/\s+/),
    actions: { list: withoutState },
  },
  'Microsoft.Web/sites/basicPublishingCredentialsPolicies': {
    versions: VERSIONS,
    documents: ['Disable basic authentication in App Service deployments'],
    names: ['ftp', 'scm'],
    properties: names('allow'),
    // the REST reference has no operation that deletes a policy
    deletedStatus: 405,
  },
  'Microsoft.Web/sites/extensions': {
    versions: VERSIONS,
    documents: ['Automate function app resource deployment to Azure: deployment package'],
    names: ['onedeploy'],
    properties: names('packageUri remoteBuild'),
    refuse: ({ id, cloud }) => publishPackage(cloud.store.get(id.parent) as ArmResource, cloud),
    deletedStatus: 405,
  },
};

/** The site of a host name: `<name>.azurewebsites.net` or `<name>.scm.azurewebsites.net`. */
export function siteOfHost(host: string, { store }: CloudOfType): ArmResource | undefined {
  const name = /^([a-z0-9-]+)\.(?:scm\.)?azurewebsites\.net$/.exec(host.toLowerCase())?.[1];
  return store.list('microsoft.web/sites', '').find((site) => site.name.toLowerCase() === name);
}

/** Whether a site accepts name and password for publishing. */
export function allowsBasicPublishing(site: ArmResource, { store }: CloudOfType): boolean {
  return store.get(`${site.id}/basicPublishingCredentialsPolicies/scm`)?.properties.allow !== false;
}

function completeSite({ id, body, store }: Write): Json {
  const { siteConfig, ...properties } = propertiesOf(body);
  const hosts = [`${id.name}.${SITE_SUFFIX}`, `${id.name}.scm.${SITE_SUFFIX}`];
  return withDecided(
    {
      ...withPrincipals(id.id, body, store),
      properties: { ...properties, siteConfig: withoutSettings(siteConfig as Json) },
    },
    {
      defaultHostName: hosts[0],
      enabledHostNames: hosts,
      customDomainVerificationId: 'none',
      hostNameSslStates: [
        { name: hosts[0], hostType: 'Standard' },
        { name: hosts[1], hostType: 'Repository' },
      ],
    },
  );
}

/** A site returns its settings only on a separate request. */
function withoutSettings(siteConfig: Json | undefined): Json {
  return { ...siteConfig, appSettings: undefined };
}

/** All properties are settings. */
function withoutState({ properties, ...configuration }: ArmResource): Json {
  const { provisioningState: _, ...settings } = properties;
  return { ...configuration, properties: settings };
}

/** Separate resources return some parts of a site's body. */
function writeConfiguration({ id }: ArmResource, { write, store }: CloudOfType, body: Json): void {
  const { siteConfig } = propertiesOf(body);
  const { appSettings = [], ...configuration } = (siteConfig ?? {}) as {
    appSettings?: readonly { name: string; value: string }[];
  };
  const settings = Object.fromEntries(appSettings.map(({ name, value }) => [name, value]));
  write(`${id}/config/appsettings`, { properties: settings });
  write(`${id}/config/web`, { properties: configuration });
  if (store.get(`${id}/config/connectionstrings`)) return;
  write(`${id}/config/connectionstrings`, { properties: {} });
  write(`${id}/config/slotConfigNames`, { properties: {} });
  write(`${id}/config/authsettings`, { properties: { enabled: false } });
  write(`${id}/config/publishingcredentials`, { properties: PUBLISHER });
  for (const policy of ['ftp', 'scm'])
    write(`${id}/basicPublishingCredentialsPolicies/${policy}`, { properties: { allow: true } });
}
