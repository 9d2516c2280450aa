import { Lazy, type TerraformProvider, Token } from 'cdktf';
import type { Construct } from 'constructs';
import { providerOf } from '../provider-of';
import { warnAtSynth } from '../warn-at-synth';

/** Arguments of the azurerm provider that are no secrets, and the variables that stand for them. */
const VARIABLES = {
  environment: 'ARM_ENVIRONMENT',
  metadataHost: 'ARM_METADATA_HOSTNAME',
  tenantId: 'ARM_TENANT_ID',
  clientId: 'ARM_CLIENT_ID',
  clientIdFilePath: 'ARM_CLIENT_ID_FILE_PATH',
  clientSecretFilePath: 'ARM_CLIENT_SECRET_FILE_PATH',
  oidcRequestUrl: 'ARM_OIDC_REQUEST_URL',
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

/** Arguments of a client certificate, with which the program cannot sign. */
const CERTIFICATES = ['clientCertificate', 'clientCertificatePath'];

const INSTEAD = 'or set code to FunctionCode.fromUrl() or FunctionCode.external()';

/**
 * Returns the environment of a program: variables with which it uses the cloud and the credentials of the azurerm provider of a
 * scope, and its own. The former are determined at synth, because the app can add the provider later. Warns of credentials in the provider block that a program
 * does not receive or cannot use.
 */
export function azurermEnvironment(
  scope: Construct,
  own: Readonly<Record<string, string>>,
): Record<string, string> {
  warnAtSynth(scope, () => warningsOf(providerOf(scope)));
  return Token.asStringMap(Lazy.anyValue({ produce: () => ({ ...variablesOf(providerOf(scope)), ...own }) }));
}

function warningsOf(provider: TerraformProvider | undefined): string[] {
  const isSet = (argument: string) => argumentOf(provider, argument) !== undefined;
  const secrets = Object.entries(SECRETS).filter(([argument]) => isSet(argument));
  return [
    ...secrets.map(
      ([argument, variable]) =>
        `the azurerm provider sets ${argument}, which the program that publishes the function does not receive: set the ` +
        `variable ${variable} instead, ${INSTEAD}`,
    ),
    ...CERTIFICATES.filter(isSet).map(
      (argument) =>
        `the azurerm provider sets ${argument}, and the program that publishes the function cannot sign with a certificate: ` +
        `use another credential, ${INSTEAD}`,
    ),
  ];
}

function variablesOf(provider: TerraformProvider | undefined): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(VARIABLES).flatMap(([argument, variable]) => {
      const value = argumentOf(provider, argument);
      if (value === undefined) return [];
      // a reference to a boolean is an object, which Terraform converts to text
      return [[variable, typeof value === 'boolean' ? String(value) : value]];
    }),
  );
}

/** Bindings of providers have a getter with the configured value of each argument. */
function argumentOf(provider: TerraformProvider | undefined, argument: string): unknown {
  return (provider as unknown as Readonly<Record<string, unknown>> | undefined)?.[`${argument}Input`];
}
