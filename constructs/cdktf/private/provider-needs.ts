import {
  dependable,
  type IAspect,
  type TerraformProvider,
  TerraformResource,
  type TerraformStack,
} from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import { RESOURCE_PROVIDERS, type ResourceProviderName } from '../../../azure/resource-providers';
import { keylessProblems, makeKeyless } from './keyless-storage';
import { oncePerStack } from './once-per-stack';
import { azurermProviders, providerOf } from './provider-of';
import { registerInProvider, registrationProblems } from './provider-registrations';

/** Requirements of one construct for its azurerm provider. */
export interface ProviderNeed {
  readonly scope: Construct;
  /** Namespaces that must be registered in the subscription. */
  readonly namespaces: readonly string[];
  /** Whether it has a keyless storage account behind a firewall. */
  readonly keyless: boolean;
}

/** Registers namespaces with resources, if the app requests it. */
export interface Registrar {
  /** Creates the registration resources in the subscription of a provider. Others depend on them. */
  register(namespaces: readonly string[], provider: TerraformProvider): TerraformResource[];
  problems(provider: TerraformProvider): string[];
}

/** Requirements of the constructs of a stack for its azurerm providers, applied at synth. */
export class ProviderNeeds implements IAspect {
  /** Returns the requirements of a scope's stack. Its provider can be created before or after its users. */
  static readonly of = oncePerStack((stack) => new ProviderNeeds(stack));

  private readonly needs: ProviderNeed[] = [];
  private registrar?: Registrar;
  private readonly registrations: TerraformResource[] = [];

  private constructor(private readonly stack: TerraformStack) {
    stack.node.addValidation({ validate: () => this.problems() });
  }

  /** Adds the requirements of a construct. */
  add(scope: Construct, names: readonly ResourceProviderName[], { keyless = false } = {}): void {
    const namespaces = names.map((name) => RESOURCE_PROVIDERS[name].namespace);
    this.needs.push({ scope, namespaces, keyless });
  }

  /** Registers with resources instead of the provider block. */
  registerBy(registrar: Registrar): void {
    this.registrar = registrar;
  }

  visit(node: IConstruct): void {
    if (node === this.stack) this.meet();
    else if (this.registrations.length > 0 && TerraformResource.isTerraformResource(node)) this.order(node);
  }

  private meet(): void {
    this.registrations.length = 0;
    for (const [provider, needs] of this.byProvider()) {
      const namespaces = namespacesOf(needs);
      if (this.registrar) this.registrations.push(...this.registrar.register(namespaces, provider));
      else registerInProvider(provider, namespaces);
      if (needs.some(({ keyless }) => keyless)) makeKeyless(provider);
    }
  }

  private problems(): string[] {
    const ofProviders = [...this.byProvider()].flatMap(([provider, needs]) => [
      ...(this.registrar?.problems(provider) ?? registrationProblems(provider, namespacesOf(needs))),
      ...(needs.some(({ keyless }) => keyless) ? keylessProblems(provider, this.stack) : []),
    ]);
    return [...ofProviders, ...this.withoutProvider()];
  }

  /** Constructs without a provider in a stack of aliased providers: Terraform would use a default provider without settings. */
  private withoutProvider(): string[] {
    const aliases = azurermProviders(this.stack).map(({ alias }) => alias);
    if (aliases.length === 0) return [];
    const scopes = this.needs.filter(({ scope }) => !providerOf(scope)).map(({ scope }) => scope);
    return scopes
      .filter((scope) => !scopes.some((other) => other !== scope && scope.node.scopes.includes(other)))
      .map(
        ({ node }) =>
          `${node.path} has no azurerm provider: all providers of the stack have an alias (${aliases.join(', ')}), so ` +
          'Terraform would use a provider without settings: set the prop provider, or add a provider without alias',
      );
  }

  private byProvider() {
    const groups = new Map<TerraformProvider, ProviderNeed[]>();
    for (const need of this.needs) {
      const provider = providerOf(need.scope);
      // CDKTF itself reports a missing provider
      if (provider) groups.set(provider, [...(groups.get(provider) ?? []), need]);
    }
    return groups;
  }

  /** Makes resources depend on the registration of their namespaces. */
  private order(resource: TerraformResource): void {
    if (this.registrations.includes(resource)) return;
    if (!this.needs.some(({ scope }) => resource.node.scopes.includes(scope))) return;
    resource.dependsOn = [
      ...(resource.dependsOn ?? []),
      ...this.registrations.map((each) => dependable(each)),
    ];
  }
}

function namespacesOf(needs: readonly ProviderNeed[]): string[] {
  return [...new Set(needs.flatMap(({ namespaces }) => namespaces))].sort();
}
