import { ArmServer } from './arm/arm-server';
import type { ManagerOptions } from './arm/resource-manager';
import { seedForStack } from './arm/seed';
import { type TerraformConfiguration, TerraformStack } from './terraform';
import type { AzurermProvider } from './terraform-providers';

/** Milliseconds until a role takes effect in the stand-in. */
export const ROLE_DELAY_MS = 3000;

/** Duration of waits for roles in deployments to the stand-in. */
const ROLE_WAIT = '4s';

const WAIT = 'time_sleep';

/** A synthesized stack and the subscription to which it is applied. */
export class AzureDeployment {
  private constructor(
    readonly arm: ArmServer,
    readonly stack: TerraformStack,
    /** Ids of the resources before the deployment. */
    readonly before: readonly string[],
  ) {}

  /**
   * Starts a subscription with the resources that the stack expects, and applies the stack. Its waits for roles are as long as
   * the stand-in needs.
   */
  static async apply(
    stackDirectory: string,
    provider: AzurermProvider,
    options: ManagerOptions = { roleDelayMs: ROLE_DELAY_MS },
  ): Promise<AzureDeployment> {
    const deployment = await AzureDeployment.prepare(stackDirectory, provider, options);
    try {
      await deployment.stack.init();
      await deployment.stack.apply();
    } catch (error) {
      const { unknown, refusals } = deployment.arm;
      await deployment.remove();
      throw new Error([(error as Error).message, ...unknown, ...refusals].join('\n'));
    }
    return deployment;
  }

  /** Starts a subscription with the resources that the stack expects. */
  static async prepare(
    stackDirectory: string,
    provider: AzurermProvider,
    options: ManagerOptions = { roleDelayMs: ROLE_DELAY_MS },
  ): Promise<AzureDeployment> {
    const arm = await ArmServer.start(options);
    const stack = new TerraformStack(stackDirectory, provider, arm.environment, withShortWaits);
    seedForStack(arm.manager, stack.original);
    return new AzureDeployment(arm, stack, arm.manager.store.ids());
  }

  /**
   * Ids of the resources that exist beside those from before the deployment, without those that services create by themselves
   * and do not delete.
   */
  left(): string[] {
    return this.arm.manager.ofClients().filter((id) => !this.before.includes(id));
  }

  /** Destroys the stack, together with what Azure added to its resource groups. */
  async destroy(): Promise<void> {
    this.stack.edit(withDeletedGroups);
    await this.stack.destroy();
  }

  async remove(): Promise<void> {
    this.stack.remove();
    await this.arm.stop();
  }
}

/** A stack whose waits for roles are as long as the stand-in needs. */
export function withShortWaits(stack: TerraformConfiguration): TerraformConfiguration {
  const waits = Object.entries(stack.resource?.[WAIT] ?? {});
  if (waits.length === 0) return stack;
  const short = Object.fromEntries(
    waits.map(([name, contents]) => [name, { ...contents, create_duration: ROLE_WAIT }]),
  );
  return { ...stack, resource: { ...stack.resource, [WAIT]: short } };
}

/** A stack whose providers delete resource groups with the resources that Terraform does not know. */
export function withDeletedGroups(stack: TerraformConfiguration): TerraformConfiguration {
  const feature = { resource_group: [{ prevent_deletion_if_contains_resources: false }] };
  const azurerm = (stack.provider?.azurerm ?? []).map(({ features, ...settings }) => {
    const [set = {}] = Array.isArray(features) ? features : [features];
    return { ...settings, features: [{ ...set, ...feature }] };
  });
  return { ...stack, provider: { ...stack.provider, azurerm } };
}
