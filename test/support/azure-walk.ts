import { ArmServer } from './arm/arm-server';
import { SUBSCRIPTION } from './arm/invented-ids';
import { preparationOf, runAzureCli } from './azure-cli';
import { ROLE_DELAY_MS, withDeletedGroups, withShortWaits } from './azure-deployment';
import { TerraformStack } from './terraform';
import type { AzurermProvider } from './terraform-providers';

/** An example that is deployed from an empty subscription, in the order of the page on deployments. */
export class AzureWalk {
  private constructor(
    readonly arm: ArmServer,
    readonly stack: TerraformStack,
    /** Ids of the resources that the commands of the page created. */
    readonly prepared: readonly string[],
  ) {}

  /** Starts an empty subscription, runs the commands of the page for an example, and initializes its stack. */
  static async start(example: string, directory: string, provider: AzurermProvider): Promise<AzureWalk> {
    const arm = await ArmServer.start({ roleDelayMs: ROLE_DELAY_MS });
    const stack = new TerraformStack(directory, provider, arm.environment, withShortWaits);
    for (const command of preparationOf(example)) runAzureCli(command, arm.manager, SUBSCRIPTION);
    await stack.init();
    return new AzureWalk(arm, stack, arm.manager.store.ids());
  }

  /** Ids of the resources that Terraform made and that exist now. */
  deployed(): string[] {
    return this.arm.manager.ofClients().filter((id) => !this.prepared.includes(id));
  }

  /** Ids of the resources that Azure made by itself and that exist now. */
  madeByAzure(): string[] {
    const ofClients = this.arm.manager.ofClients();
    return this.arm.manager.store
      .ids()
      .filter((id) => !this.prepared.includes(id) && !ofClients.includes(id));
  }

  /** Destroys the stack with the setting that the page states for groups in which Azure made resources. */
  async destroyWithGroups(): Promise<void> {
    this.stack.edit(withDeletedGroups);
    await this.stack.destroy();
    this.stack.edit((original) => original);
  }

  async remove(): Promise<void> {
    this.stack.remove();
    await this.arm.stop();
  }
}
