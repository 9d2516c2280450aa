import { Annotations, type TerraformProvider } from 'cdktf';
import type { Construct } from 'constructs';
import { providerOf } from '../provider-of';

/** Arguments of the azurerm provider that are no secrets, and the variables that stand for them. */
const VARIABLES = {
  environment: 'ARM_ENVIRONMENT',
  metadataHost: 'ARM_METADATA_HOSTNAME',
  tenantId: 'ARM_TENANT_ID',
  clientId: 'ARM_CLIENT_ID',
  clientIdFilePath: 'ARM_CLIENT_ID_FILE_PATH',
  clientSecretFilePath: 'ARM_CLIENT_SECRET_FILE_PATH',
  oidcTokenFilePath: 'ARM_OIDC_TOKEN_FILE_PATH',
  adoPipelineServiceConnectionId: 'ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID',
  msiEndpoint: 'ARM_MSI_ENDPOINT',
  msiApiVersion: 'ARM_MSI_API_VERSION',
  useMsi: 'ARM_USE_MSI',
  useOidc: 'ARM_USE_OIDC',
  useAksWorkloadIdentity: 'ARM_USE_AKS_WORKLOAD_IDENTITY',
} as const;

/** Arguments whose values must not appear in the configuration of other resources. */
const SECRETS = {
  clientSecret: 'ARM_CLIENT_SECRET',
  oidcToken: 'ARM_OIDC_TOKEN',
  oidcRequestToken: 'ARM_OIDC_REQUEST_TOKEN',
} as const;

/**
 * Returns variables with which a program uses the cloud and the credentials of the azurerm provider of a scope. Warns of secrets
 * in the provider block, which a program does not receive.
 */
export function azurermSettings(scope: Construct): Record<string, string> {
  const provider = providerOf(scope);
  if (!provider) return {};
  for (const [argument, variable] of Object.entries(SECRETS)) {
    if (argumentOf(provider, argument) === undefined) continue;
    Annotations.of(scope).addWarning(
      `the azurerm provider sets ${argument}, which the program that publishes the function does not receive: set the variable ` +
        `${variable} instead, or set code to FunctionCode.fromUrl() or FunctionCode.external()`,
    );
  }
  return Object.fromEntries(
    Object.entries(VARIABLES).flatMap(([argument, variable]) => {
      const value = argumentOf(provider, argument);
      return typeof value === 'string' || typeof value === 'boolean' ? [[variable, String(value)]] : [];
    }),
  );
}

/** Bindings of providers have a getter with the configured value of each argument. */
function argumentOf(provider: TerraformProvider, argument: string): unknown {
  return (provider as unknown as Readonly<Record<string, unknown>>)[`${argument}Input`];
}
