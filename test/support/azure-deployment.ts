import { ArmServer } from './arm/arm-server';
import { seedForStack } from './arm/seed';
import { TerraformStack } from './terraform';
import type { AzurermProvider } from './terraform-providers';

/** A synthesized stack and the subscription to which it is applied. */
export class AzureDeployment {
  private constructor(
    readonly arm: ArmServer,
    readonly stack: TerraformStack,
    /** Ids of the resources before the deployment. */
    readonly before: readonly string[],
  ) {}

  /** Starts a subscription with the resources that the stack expects, and applies the stack. */
  static async apply(stackDirectory: string, provider: AzurermProvider): Promise<AzureDeployment> {
    const arm = await ArmServer.start();
    const stack = new TerraformStack(stackDirectory, provider, arm.environment);
    seedForStack(arm.manager, stack.original);
    const deployment = new AzureDeployment(arm, stack, arm.manager.store.ids());
    try {
      await stack.init();
      await stack.apply();
    } catch (error) {
      await deployment.remove();
      throw error;
    }
    return deployment;
  }

  async remove(): Promise<void> {
    this.stack.remove();
    await this.arm.stop();
  }
}
