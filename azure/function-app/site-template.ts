import { parameterOfSetting } from './setting-parameter';

/** Version of the ARM API. Source: Azure-Samples, azure-functions-flex-consumption-samples, IaC/armtemplate. */
const API_VERSION = '2024-04-01';

/** Runtime of the function. */
export const RUNTIME = { name: 'node', version: '22' } as const;

/** Memory of an instance, in MB. */
export const INSTANCE_MEMORY_MB = 2048;

/**
 * Parameters of every site template, with their types. ARM returns the types of a template capitalized, so other spellings
 * appear as changes in every plan. No parameter is a secure string, because ARM returns none.
 *
 * Source: azurerm issues 12520 and 15394.
 */
const PARAMETERS = {
  /** Name of the function app. */
  name: 'String',
  location: 'String',
  tags: 'Object',
  /** ARM id of the Flex Consumption plan. */
  planId: 'String',
  /** ARM id of the identity of host, package and triggers. */
  identityId: 'String',
  /** URL of the blob container that the platform stores the package in. */
  packageContainer: 'String',
  maximumInstances: 'Int',
} as const;

/** Parameters that depend on the choices of a template. */
const SUBNET_PARAMETER = 'subnetId';
const PACKAGE_PARAMETER = 'packageUrl';

/** Choices that change the template of a function app. */
export interface SiteTemplateOptions {
  /** App settings whose values are known. */
  readonly settings: Readonly<Record<string, string>>;
  /** Names of the app settings whose values are parameters of the template; see `parameterOfSetting`. */
  readonly settingParameters: readonly string[];
  /** The subnet of the app: its ARM id, `true` for the parameter `subnetId`, `false` for none. */
  readonly subnet: string | boolean;
  /** Whether ARM publishes a package from a URL. Adds the parameter `packageUrl`. */
  readonly publishesUrl: boolean;
}

/**
 * Returns the ARM template of a function app on Flex Consumption without keys: the site, its two publishing policies, and the
 * publication of a package if there is one.
 *
 * The text contains the name of every setting and the values that are known, so that a plan shows them. The template has no
 * default values and no conditions: ARM returns each parameter, and a plan compares them.
 *
 * Source: Azure documentation, "Automate function app resource deployment to Azure" and "App settings reference for Azure
 * Functions: Flex Consumption plan deprecations".
 */
export function siteTemplate(options: SiteTemplateOptions): string {
  const { settingParameters, subnet, publishesUrl } = options;
  const parameters = {
    ...PARAMETERS,
    ...(subnet === true && { [SUBNET_PARAMETER]: 'String' }),
    ...(publishesUrl && { [PACKAGE_PARAMETER]: 'String' }),
    ...Object.fromEntries(settingParameters.map((setting) => [parameterOfSetting(setting), 'String'])),
  };
  return JSON.stringify({
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    parameters: Object.fromEntries(Object.entries(parameters).map(([name, type]) => [name, { type }])),
    resources: [
      site(options),
      ...['ftp', 'scm'].map(publishingPolicy),
      ...(publishesUrl ? [publication()] : []),
    ],
  });
}

function site({ settings, settingParameters, subnet }: SiteTemplateOptions) {
  return {
    type: 'Microsoft.Web/sites',
    apiVersion: API_VERSION,
    name: parameter('name'),
    location: parameter('location'),
    tags: parameter('tags'),
    kind: 'functionapp,linux',
    identity: { type: 'UserAssigned', userAssignedIdentities: { [parameter('identityId')]: {} } },
    properties: {
      serverFarmId: parameter('planId'),
      httpsOnly: true,
      ...(subnet !== false && {
        virtualNetworkSubnetId: subnet === true ? parameter(SUBNET_PARAMETER) : subnet,
      }),
      functionAppConfig: {
        deployment: {
          storage: {
            type: 'blobContainer',
            value: parameter('packageContainer'),
            authentication: {
              type: 'UserAssignedIdentity',
              userAssignedIdentityResourceId: parameter('identityId'),
            },
          },
        },
        runtime: RUNTIME,
        scaleAndConcurrency: {
          maximumInstanceCount: parameter('maximumInstances'),
          instanceMemoryMB: INSTANCE_MEMORY_MB,
        },
      },
      siteConfig: {
        // Flex Consumption rejects most other properties of a site's configuration (error 51021)
        minTlsVersion: '1.2',
        appSettings: [
          ...Object.entries(settings).map(([name, value]) => ({ name, value: literal(value) })),
          ...settingParameters.map((name) => ({ name, value: parameter(parameterOfSetting(name)) })),
        ],
      },
    },
  };
}

/** Turns off publishing by name and password. */
function publishingPolicy(protocol: string) {
  return {
    type: 'Microsoft.Web/sites/basicPublishingCredentialsPolicies',
    apiVersion: API_VERSION,
    name: child(protocol),
    // some API versions require the location; bicep-types-az issue 1526
    location: parameter('location'),
    dependsOn: [SITE_ID],
    properties: { allow: false },
  };
}

/** Publishes the package at a URL without building it. */
function publication() {
  return {
    type: 'Microsoft.Web/sites/extensions',
    apiVersion: API_VERSION,
    name: child('onedeploy'),
    dependsOn: [SITE_ID],
    properties: { packageUri: parameter(PACKAGE_PARAMETER), remoteBuild: false },
  };
}

const SITE_ID = "[resourceId('Microsoft.Web/sites', parameters('name'))]";

function child(name: string): string {
  return `[format('{0}/${name}', parameters('name'))]`;
}

function parameter(name: string): string {
  return `[parameters('${name}')]`;
}

/** ARM evaluates a text in brackets as an expression, unless it begins with two. */
function literal(value: string): string {
  return value.startsWith('[') ? `[${value}` : value;
}
