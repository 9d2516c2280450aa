import { objectOf } from '../../../../aws/template/read-template';
import type { Environment } from '../expression/evaluate';
import type { ResourceInstance, TerraformValue } from '../expression/terraform-value';
import { Unresolved } from '../expression/terraform-value';
import { derivedAttribute } from './derived-attribute';
import { argumentIn } from './evaluate-body';
import type { Existence } from './expand-instances';
import type { Block } from './module-files';
import type { ProviderSettings } from './provider-scope';

/** An instance of a resource or data source in a configuration. */
export class ConfiguredResource implements ResourceInstance {
  private readonly values = new Map<string, TerraformValue | undefined>();

  constructor(
    readonly block: Block,
    readonly isData: boolean,
    readonly address: string,
    readonly existence: Existence,
    private readonly environment: Environment,
    private readonly scope: {
      settingsOf(body: Readonly<Record<string, unknown>>, type: string): ProviderSettings;
      providerOf(body: Readonly<Record<string, unknown>>, type: string): string;
    },
  ) {}

  get type(): string {
    return this.block.labels[0] as string;
  }

  /** The settings of its provider. */
  get settings(): ProviderSettings {
    return this.scope.settingsOf(this.block.body, this.type);
  }

  /** The provider configuration that manages it. */
  get provider(): string {
    return this.scope.providerOf(this.block.body, this.type);
  }

  /** Path of its construct, which CDKTF writes. */
  get constructPath(): string | undefined {
    const { path } = objectOf(objectOf(this.block.body['//']).metadata);
    return typeof path === 'string' ? path : undefined;
  }

  argument(name: string): TerraformValue | undefined {
    if (this.values.has(name)) return this.values.get(name);
    // an argument can refer to the resource itself only in an invalid configuration
    this.values.set(name, new Unresolved(`it is ${this.address}.${name}, which refers to itself`));
    const value =
      this.configured(name) ?? derivedAttribute(this, name, (other) => this.argument(other) ?? undefined);
    this.values.set(name, value);
    return value;
  }

  /** Returns the value of an argument that the configuration sets; `undefined` for null and for what the provider computes. */
  configured(name: string): TerraformValue | undefined {
    return argumentIn(this.block.body, name, this.environment) ?? undefined;
  }
}
