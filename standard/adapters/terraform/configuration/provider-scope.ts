import { objectOf } from '../../../../aws/template/read-template';
import { textOf } from '../expression/settle';
import type { TerraformValue } from '../expression/terraform-value';
import { firstBlock } from './evaluate-body';
import type { Block } from './module-files';

/** Where a provider creates resources. What the configuration does not set is absent. */
export interface ProviderSettings {
  readonly region?: string;
  /** AWS account or Azure subscription. */
  readonly account?: string;
}

/** The provider configurations of a module. Source: Terraform, "Provider Configuration", "Providers Within Modules". */
export class ProviderScope {
  constructor(
    private readonly blocks: readonly Block[],
    private readonly evaluate: (json: unknown) => TerraformValue,
    private readonly inherited?: Pick<ProviderScope, 'settings' | 'identity'>,
  ) {}

  /** @param provider the `provider` of a resource, for example `aws.eu` */
  settingsOf(provider: unknown, type: string): ProviderSettings {
    return this.settings(nameOf(provider) ?? (type.split('_')[0] as string));
  }

  /** Returns the configuration of a resource: equal texts stand for the same configuration. */
  identityOf(provider: unknown, type: string): string {
    return this.identity(nameOf(provider) ?? (type.split('_')[0] as string));
  }

  /** Returns the configuration that a name stands for. */
  identity(name: string): string {
    const isOwn = this.blockOf(name) !== undefined;
    return isOwn ? name : (this.inherited?.identity(name) ?? name);
  }

  private blockOf(name: string): Block | undefined {
    const [local, alias] = name.split('.');
    return this.blocks.find(({ labels, body }) => labels[0] === local && (body.alias ?? undefined) === alias);
  }

  /** Returns the settings of a configuration: `aws`, or `aws.eu` for one with an alias. */
  settings(name: string): ProviderSettings {
    const own = this.blockOf(name);
    if (!own) return this.inherited?.settings(name) ?? {};
    const text = (json: unknown) => {
      if (json === undefined || json === null) return undefined;
      const value = textOf(this.evaluate(json));
      return typeof value === 'string' ? value : undefined;
    };
    const { body } = own;
    const region = text(body.region);
    const account = text(body.subscription_id) ?? this.awsAccount(body);
    return { ...(region !== undefined && { region }), ...(account !== undefined && { account }) };
  }

  /** Returns the scope that a called module inherits. `providers` of the call renames configurations. */
  passedBy(providers: unknown): ProviderScope {
    const names = objectOf(Array.isArray(providers) ? providers[0] : providers);
    const settings = (name: string) => this.settings(nameOf(names[name]) ?? name);
    const identity = (name: string) => this.identity(nameOf(names[name]) ?? name);
    return new ProviderScope([], this.evaluate, { settings, identity });
  }

  /** The account is known if only one is allowed, or from the role that the provider assumes. */
  private awsAccount(body: Block['body']): string | undefined {
    const allowed = [body.allowed_account_ids ?? []].flat();
    const values = allowed.map((each) => textOf(this.evaluate(each)));
    if (values.length === 1 && typeof values[0] === 'string' && /^\d{12}$/.test(values[0])) return values[0];
    const role = firstBlock(this.evaluate(body.assume_role ?? null)).get('role_arn') ?? null;
    const arn = textOf(role);
    return typeof arn === 'string' ? /^arn:[^:]*:iam::(\d{12}):/.exec(arn)?.[1] : undefined;
  }
}

/** CDKTF writes `aws.eu`, and the parser of the Terraform language writes `${aws.eu}`. */
function nameOf(provider: unknown): string | undefined {
  if (typeof provider !== 'string') return undefined;
  return provider.startsWith('${') && provider.endsWith('}') ? provider.slice(2, -1).trim() : provider;
}
