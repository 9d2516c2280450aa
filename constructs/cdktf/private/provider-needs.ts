import { Aspects, dependable, type IAspect, TerraformResource, TerraformStack } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import { RESOURCE_PROVIDERS, type ResourceProviderName } from '../../../azure/resource-providers';
import { keylessProblems, makeKeyless } from './keyless-storage';
import { providerOf } from './provider-of';
import { registerInProvider, registrationProblems } from './provider-registrations';

/** What one construct needs of the azurerm provider that it uses. */
export interface ProviderNeed {
  readonly scope: Construct;
  /** Namespaces that the subscription must have registered. */
  readonly namespaces: readonly string[];
  /** Whether it has a storage account without keys, behind a firewall. */
  readonly keyless: boolean;
}

/** Registers namespaces by resources, where that was asked for. */
export interface Registrar {
  /** Makes the resources that others depend on. */
  register(namespaces: readonly string[]): TerraformResource[];
  problems(): string[];
}

/** What the constructs of a stack need of its azurerm providers, met when the app is synthesised. */
export class ProviderNeeds implements IAspect {
  /** Those of a scope's stack. */
  static of(scope: IConstruct): ProviderNeeds {
    const stack = TerraformStack.of(scope);
    const found = OF_STACKS.get(stack);
    if (found) return found;
    const needs = new ProviderNeeds(stack);
    OF_STACKS.set(stack, needs);
    // whatever the app makes first, the provider or what needs it
    Aspects.of(stack).add(needs);
    stack.node.addValidation({ validate: () => needs.problems() });
    return needs;
  }

  private readonly needs: ProviderNeed[] = [];
  private registrar?: Registrar;
  private registrations: TerraformResource[] = [];

  private constructor(private readonly stack: TerraformStack) {}

  /** Adds what a construct needs. */
  add(scope: Construct, names: readonly ResourceProviderName[], { keyless = false } = {}): void {
    const namespaces = names.map((name) => RESOURCE_PROVIDERS[name].namespace);
    this.needs.push({ scope, namespaces, keyless });
  }

  /** Registers by resources instead of the provider's block. */
  registerBy(registrar: Registrar): void {
    this.registrar = registrar;
  }

  visit(node: IConstruct): void {
    if (node === this.stack) this.meet();
    else if (this.registrations.length > 0 && TerraformResource.isTerraformResource(node)) this.order(node);
  }

  private meet(): void {
    if (this.registrar) this.registrations = this.registrar.register(namespacesOf(this.needs));
    for (const [provider, needs] of this.byProvider()) {
      if (!this.registrar) registerInProvider(provider, namespacesOf(needs));
      if (needs.some(({ keyless }) => keyless)) makeKeyless(provider);
    }
  }

  private problems(): string[] {
    const registrarProblems = this.registrar?.problems() ?? [];
    const ofProviders = [...this.byProvider()].flatMap(([provider, needs]) => [
      ...(this.registrar ? [] : registrationProblems(provider, namespacesOf(needs))),
      ...(needs.some(({ keyless }) => keyless) ? keylessProblems(provider, this.stack) : []),
    ]);
    return [...registrarProblems, ...ofProviders];
  }

  private byProvider() {
    const groups = new Map<NonNullable<ReturnType<typeof providerOf>>, ProviderNeed[]>();
    for (const need of this.needs) {
      const provider = providerOf(need.scope);
      // that there is none at all, the library tells by itself
      if (provider) groups.set(provider, [...(groups.get(provider) ?? []), need]);
    }
    return groups;
  }

  /** What needs a namespace is made after it is registered. */
  private order(resource: TerraformResource): void {
    if (this.registrations.includes(resource)) return;
    if (!this.needs.some(({ scope }) => resource.node.scopes.includes(scope))) return;
    resource.dependsOn = [
      ...(resource.dependsOn ?? []),
      ...this.registrations.map((each) => dependable(each)),
    ];
  }
}

const OF_STACKS = new WeakMap<TerraformStack, ProviderNeeds>();

function namespacesOf(needs: readonly ProviderNeed[]): string[] {
  return [...new Set(needs.flatMap(({ namespaces }) => namespaces))].sort();
}
