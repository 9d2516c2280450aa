import { AzurermProvider, type AzurermProviderConfig } from '@cdktf/provider-azurerm/lib/provider';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { Subnet } from '@cdktf/provider-azurerm/lib/subnet';
import { VirtualNetwork } from '@cdktf/provider-azurerm/lib/virtual-network';
import { AnnotationMetadataEntryType, type App, TerraformStack, Testing } from 'cdktf';

/** Resources of a synthesized stack: type, id, arguments. */
export interface Synthesized {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Arguments>>>>;
  readonly data: Readonly<Record<string, Readonly<Record<string, Arguments>>>>;
  readonly provider: { readonly azurerm: readonly Arguments[] };
}

// biome-ignore lint/suspicious/noExplicitAny: tests read arbitrary synthesized arguments
export type Arguments = Readonly<Record<string, any>>;

/** A stack with an azurerm provider. */
export function newStack(
  provider: Partial<AzurermProviderConfig> = {},
  id = 'network',
  app: App = newApp(),
): TerraformStack {
  const stack = new TerraformStack(app, id);
  new AzurermProvider(stack, 'azurerm', { features: [{}], ...provider });
  return stack;
}

/** An app that does not write to the project folder. */
export function newApp(): App {
  return Testing.app({ fakeCdktfJsonPath: true });
}

/** A virtual network in a resource group of the stack. */
export function newNetwork(stack: TerraformStack, id = 'vnet', location = 'West Europe'): VirtualNetwork {
  const group =
    (stack.node.tryFindChild('group') as ResourceGroup | undefined) ??
    new ResourceGroup(stack, 'group', { name: 'network', location });
  return new VirtualNetwork(stack, id, {
    name: id,
    location,
    resourceGroupName: group.name,
    addressSpace: ['10.0.0.0/16'],
  });
}

/** A subnet of the network. */
export function newSubnet(network: VirtualNetwork, id = 'app'): Subnet {
  return new Subnet(TerraformStack.of(network), id, {
    name: id,
    resourceGroupName: network.resourceGroupName,
    virtualNetworkName: network.name,
    addressPrefixes: ['10.0.1.0/24'],
  });
}

/** Synthesizes the configuration. Throws the errors that users see. */
export function synthesized(stack: TerraformStack): Synthesized {
  return JSON.parse(Testing.synth(stack, true));
}

/** Returns the arguments of all resources of a type. */
export function resourcesOf(stack: TerraformStack, type: string): Arguments[] {
  return Object.values(synthesized(stack).resource[type] ?? {});
}

/** Returns the arguments of the only resource of a type. */
export function resourceOf(stack: TerraformStack, type: string): Arguments {
  const all = resourcesOf(stack, type);
  if (all.length !== 1) throw new Error(`${all.length} resources of type ${type}`);
  return all[0] as Arguments;
}

/** Returns warnings, or other annotations, of a stack's constructs. */
export function annotationsOf(stack: TerraformStack, kind = AnnotationMetadataEntryType.WARN): string[] {
  return stack.node
    .findAll()
    .flatMap(({ node }) => node.metadata.filter(({ type }) => type === kind).map(({ data }) => String(data)));
}

/** Returns the validation errors at synth, one line each, prefixed with the construct's path. */
export function problemsOf(stack: TerraformStack): string {
  try {
    Testing.synth(stack, true);
    return '';
  } catch (error) {
    return [...(error as Error).message.matchAll(/^ {2}(\[.*\] .*)$/gm)]
      .map(([, problem]) => problem)
      .join('\n');
  }
}
