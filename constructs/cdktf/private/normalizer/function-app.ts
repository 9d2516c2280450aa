import { ResourceGroupTemplateDeployment } from '@cdktf/provider-azurerm/lib/resource-group-template-deployment';
import { ServicePlan } from '@cdktf/provider-azurerm/lib/service-plan';
import type { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account';
import { StorageContainer } from '@cdktf/provider-azurerm/lib/storage-container';
import type { UserAssignedIdentity } from '@cdktf/provider-azurerm/lib/user-assigned-identity';
import { Fn, type ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { isPublicRegion } from '../../../../azure/function-app/public-region';
import { parameterOfSetting } from '../../../../azure/function-app/setting-parameter';
import { siteTemplate } from '../../../../azure/function-app/site-template';
import { ENVIRONMENT, HOST, TRIGGERS } from '../../../../azure/normalizer/settings';
import type { FlowNormalizerOptions } from '../../flow-normalizer-props';
import { FunctionCode } from '../../function-code';
import type { NormalizedLake } from '../../normalized-lake';
import { functionArgument } from '../hcl-safe-text';
import { isKnown } from '../known';
import { uniqueName } from '../names';
import { EVENT_QUEUE } from './event-delivery';
import { functionInsights } from './function-insights';
import { publishedCode } from './published-code';

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

/** A deployed function app. */
export interface FunctionApp {
  /** Name of the site. It refers to the deployment, so what uses it waits for the site. */
  readonly name: string;
  /** ARM id of the site. It refers to the deployment. */
  readonly id: string;
}

const MAX_NAME = 60;
const INSTANCES = 40;

/** NCRONTAB schedule (seconds first): 20 minutes after the hour, when the blobs of the previous hour are complete. */
const SWEEP_SCHEDULE = '0 20 * * * *';

/**
 * Creates a function app on Flex Consumption without keys: host, package and triggers use its identity.
 *
 * A template deployment creates the site, because azurerm adds a storage setting that stops hosts without keys, and publishes
 * by a service that the plan does not have (azurerm issues 29149, 29630, 29693).
 */
export function functionApp(scope: Construct, parts: FunctionAppParts): FunctionApp {
  const { name, lake, host, identity, options, dependsOn } = parts;
  const common = { resourceGroupName: lake.resourceGroup.name, location: lake.location, tags: lake.tags };
  const plan = new ServicePlan(scope, 'Plan', {
    ...common,
    // another name than that of earlier releases: Terraform deletes their site, which the plan cannot contain twice, before
    // it replaces the plan
    name: uniqueName(scope, 'flow-normalizer', MAX_NAME),
    osType: 'Linux',
    skuName: 'FC1',
  });
  const packages = new StorageContainer(scope, 'Packages', { name: 'packages', storageAccountId: host.id });
  const insights =
    (options.applicationInsights ?? true)
      ? functionInsights(scope, lake, options.insightsResourceGroup)
      : undefined;
  const settings = {
    ...hostSettings(host, identity, lake.location),
    ...(insights && { [HOST.insightsConnection]: insights.connectionString }),
    ...parts.settings,
  };
  const { subnetId, code = FunctionCode.publish() } = options;
  const deployment = new ResourceGroupTemplateDeployment(scope, 'Function', {
    // the ids of site and deployment differ in their types only
    name,
    resourceGroupName: common.resourceGroupName,
    tags: common.tags,
    deploymentMode: 'Incremental',
    ...siteDeployment(settings, subnetId, {
      name,
      location: common.location,
      tags: common.tags ?? {},
      planId: plan.id,
      identityId: identity.id,
      packageContainer: `${host.primaryBlobEndpoint}${packages.name}`,
      maximumInstances: options.maximumInstances ?? INSTANCES,
      ...(code.url !== undefined && { packageUrl: code.url }),
    }),
    dependsOn,
  });
  const id = Fn.replace(deployment.id, 'Microsoft.Resources/deployments', 'Microsoft.Web/sites');
  if (code.isPublished) {
    const target = { site: deployment.id, container: packages.id };
    publishedCode(scope, { code, siteId: id, target, dependsOn });
  }
  return { name: deployment.name, id };
}

/**
 * Returns the template and its parameters. A setting, and the subnet, is a parameter if its value is unknown at synth: plans do
 * not show the parameters before the first deployment.
 */
function siteDeployment(
  settings: Readonly<Record<string, string>>,
  subnetId: string | undefined,
  parameters: Readonly<Record<string, unknown>>,
): { readonly templateContent: string; readonly parametersContent: string } {
  const entries = Object.entries(settings);
  const subnet = subnetId !== undefined && (isKnown(subnetId) ? subnetId : true);
  const unknown = entries.filter(([, value]) => !isKnown(value));
  const values = {
    ...parameters,
    ...(subnet === true && { subnetId }),
    ...Object.fromEntries(unknown.map(([name, value]) => [parameterOfSetting(name), value])),
  };
  return {
    templateContent: siteTemplate({
      settings: Object.fromEntries(entries.filter(([, value]) => isKnown(value))),
      settingParameters: unknown.map(([name]) => name),
      subnet,
      publishesUrl: 'packageUrl' in parameters,
    }),
    parametersContent: Fn.jsonencode(
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, { value: functionArgument(value) }]),
      ),
    ),
  };
}

/**
 * Settings of host and triggers. `AzureWebJobsStorage` itself must be absent: the host reads it before the settings of an
 * identity.
 */
function hostSettings(
  host: StorageAccount,
  { clientId }: UserAssignedIdentity,
  location: string,
): Record<string, string> {
  const isSovereign = isKnown(location) && !isPublicRegion(location);
  return {
    // some releases of the host need it while they start (issue 11787). It stands for endpoints of the public cloud; the host
    // prefers the endpoints below
    ...(!isSovereign && { [`${HOST.storage}__accountName`]: host.name }),
    [`${HOST.storage}__blobServiceUri`]: host.primaryBlobEndpoint,
    [`${HOST.storage}__queueServiceUri`]: host.primaryQueueEndpoint,
    [`${HOST.storage}__tableServiceUri`]: host.primaryTableEndpoint,
    [`${HOST.storage}__credential`]: 'managedidentity',
    [`${HOST.storage}__clientId`]: clientId,
    [TRIGGERS.eventQueue]: EVENT_QUEUE,
    [`${TRIGGERS.eventStorage}__queueServiceUri`]: host.primaryQueueEndpoint,
    [`${TRIGGERS.eventStorage}__credential`]: 'managedidentity',
    [`${TRIGGERS.eventStorage}__clientId`]: clientId,
    [TRIGGERS.sweepSchedule]: SWEEP_SCHEDULE,
    [ENVIRONMENT.clientId]: clientId,
  };
}
