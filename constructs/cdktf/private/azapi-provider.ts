import { type TerraformProvider, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { providerOf } from './provider-of';
import { ReplaceableProvider } from './replaceable-provider';

/**
 * azapi accepts only the API versions whose schemas it contains: that of flow logs since 2.11.0. It takes over the state of
 * azurerm's resources since 2.1.0 ("Feature: Migrate from AzureRM").
 */
export const AZAPI = { providerName: 'azapi', providerVersionConstraint: '~> 2.11' };

/**
 * Arguments that azurerm and azapi share by name and meaning ("AzAPI Provider", schema). They select cloud, tenant,
 * subscription and credentials.
 */
const SHARED_ARGUMENTS = [
  'auxiliary_tenant_ids',
  'client_certificate',
  'client_certificate_password',
  'client_certificate_path',
  'client_id',
  'client_id_file_path',
  'client_secret',
  'client_secret_file_path',
  'disable_correlation_request_id',
  'disable_terraform_partner_id',
  'environment',
  'oidc_request_token',
  'oidc_request_url',
  'oidc_token',
  'oidc_token_file_path',
  'partner_id',
  'subscription_id',
  'tenant_id',
  'use_aks_workload_identity',
  'use_cli',
  'use_msi',
  'use_oidc',
];

/** Provider azapi with the subscription, tenant and credentials of an azurerm provider. One per stack and alias. */
export class AzapiProvider extends ReplaceableProvider {
  /** Returns the azapi provider that corresponds to the azurerm provider of a scope. */
  static of(scope: Construct): AzapiProvider {
    const stack = TerraformStack.of(scope);
    const azurerm = providerOf(scope);
    const id = ['FlowLogsAzapi', azurerm?.alias ?? []].flat().join('-');
    return (
      (stack.node.tryFindChild(id) as AzapiProvider | undefined) ?? new AzapiProvider(stack, id, azurerm)
    );
  }

  private constructor(
    private readonly stack: TerraformStack,
    id: string,
    private readonly azurerm: TerraformProvider | undefined,
  ) {
    super(stack, id, {
      terraformResourceType: AZAPI.providerName,
      terraformGeneratorMetadata: AZAPI,
      terraformProviderSource: 'Azure/azapi',
    });
  }

  override get alias(): string | undefined {
    return this.azurerm?.alias;
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return shared(this.counterpart?.toTerraform());
  }

  protected override synthesizeHclAttributes(): { [name: string]: unknown } {
    return shared(this.counterpart?.toHclTerraform());
  }

  /** The azurerm provider. An app can declare its default provider after the constructs. */
  private get counterpart(): TerraformProvider | undefined {
    return this.azurerm ?? providerOf(this.stack);
  }
}

/** Returns the shared arguments of a rendered azurerm provider. */
function shared(rendered: Rendered | undefined): { [name: string]: unknown } {
  const settings = rendered?.provider.azurerm?.[0] ?? {};
  return Object.fromEntries(
    SHARED_ARGUMENTS.filter((name) => settings[name] !== undefined).map((name) => [name, settings[name]]),
  );
}

interface Rendered {
  readonly provider: { readonly azurerm?: readonly { readonly [name: string]: unknown }[] };
}
