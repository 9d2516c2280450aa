import { ApplicationInsights } from '@cdktf/provider-azurerm/lib/application-insights';
import { FunctionAppFlexConsumption } from '@cdktf/provider-azurerm/lib/function-app-flex-consumption';
import { ServicePlan } from '@cdktf/provider-azurerm/lib/service-plan';
import type { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account';
import { StorageContainer } from '@cdktf/provider-azurerm/lib/storage-container';
import type { UserAssignedIdentity } from '@cdktf/provider-azurerm/lib/user-assigned-identity';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { ENVIRONMENT, TRIGGERS } from '../../../../azure/normalizer/settings';
import type { FlowNormalizerOptions } from '../../flow-normalizer-props';
import type { NormalizedLake } from '../../normalized-lake';
import { uniqueName } from '../names';
import { EVENT_QUEUE } from './event-delivery';
import { functionPackage } from './function-package';

/** Parts of a function app. */
export interface FunctionAppParts {
  readonly name: string;
  readonly lake: NormalizedLake;
  /** Storage account of the Functions host. */
  readonly host: StorageAccount;
  readonly identity: UserAssignedIdentity;
  /** App settings, except those of host and triggers. */
  readonly settings: Readonly<Record<string, string>>;
  readonly options: FlowNormalizerOptions;
  /** Resources that must exist before the function starts. */
  readonly dependsOn: ITerraformDependable[];
}

const NODE_VERSION = '22';
const MAX_NAME = 60;
const INSTANCES = 40;
const INSTANCE_MEMORY_MB = 2048;

/** NCRONTAB schedule (seconds first): 20 minutes after the hour, when the blobs of the previous hour are complete. */
const SWEEP_SCHEDULE = '0 20 * * * *';

/**
 * Creates a function app on Flex Consumption without keys: host, package and triggers use its identity.
 *
 * Source: Azure Functions documentation, "Azure Functions Flex Consumption plan hosting" and "App settings reference".
 */
export function functionApp(scope: Construct, parts: FunctionAppParts): FunctionAppFlexConsumption {
  const { name, lake, host, identity, options, dependsOn } = parts;
  const common = { resourceGroupName: lake.resourceGroup.name, location: lake.location, tags: lake.tags };
  const plan = new ServicePlan(scope, 'Plan', {
    ...common,
    name: uniqueName(scope, 'flow-logs', MAX_NAME),
    osType: 'Linux',
    skuName: 'FC1',
  });
  const packages = new StorageContainer(scope, 'Packages', { name: 'packages', storageAccountId: host.id });
  const insights =
    (options.applicationInsights ?? true)
      ? new ApplicationInsights(scope, 'Insights', {
          ...common,
          name: uniqueName(scope, 'flow-logs', MAX_NAME),
          workspaceId: lake.workspace.id,
          applicationType: 'Node.JS',
        })
      : undefined;
  return new FunctionAppFlexConsumption(scope, 'Function', {
    ...common,
    name,
    servicePlanId: plan.id,
    runtimeName: 'node',
    runtimeVersion: NODE_VERSION,
    maximumInstanceCount: options.maximumInstances ?? INSTANCES,
    instanceMemoryInMb: INSTANCE_MEMORY_MB,
    identity: { type: 'UserAssigned', identityIds: [identity.id] },
    storageContainerType: 'blobContainer',
    storageContainerEndpoint: `${host.primaryBlobEndpoint}${packages.name}`,
    storageAuthenticationType: 'UserAssignedIdentity',
    storageUserAssignedIdentityId: identity.id,
    virtualNetworkSubnetId: options.subnetId,
    httpsOnly: true,
    // the plan has no FTP, and publishing by name and password is off
    webdeployPublishBasicAuthenticationEnabled: false,
    siteConfig: {
      minimumTlsVersion: '1.2',
      applicationInsightsConnectionString: insights?.connectionString,
    },
    appSettings: { ...hostSettings(host, identity), ...parts.settings },
    zipDeployFile: functionPackage(scope),
    dependsOn,
  });
}

function hostSettings(host: StorageAccount, { clientId }: UserAssignedIdentity): Record<string, string> {
  return {
    // azurerm sets a connection string without a key, which the host would use; the host ignores an empty one. The
    // spelling differs from azurerm's, because azurerm does not read its own setting back and every plan would change it
    AZUREWEBJOBSSTORAGE: '',
    AzureWebJobsStorage__accountName: host.name,
    AzureWebJobsStorage__credential: 'managedidentity',
    AzureWebJobsStorage__clientId: clientId,
    [TRIGGERS.eventQueue]: EVENT_QUEUE,
    [`${TRIGGERS.eventStorage}__queueServiceUri`]: host.primaryQueueEndpoint,
    [`${TRIGGERS.eventStorage}__credential`]: 'managedidentity',
    [`${TRIGGERS.eventStorage}__clientId`]: clientId,
    [TRIGGERS.sweepSchedule]: SWEEP_SCHEDULE,
    [ENVIRONMENT.clientId]: clientId,
  };
}
