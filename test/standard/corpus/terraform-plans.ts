import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AWS_SCHEMA } from '../../support/stand-in-provider/aws-schema';
import { AZURERM_SCHEMA } from '../../support/stand-in-provider/azurerm-schema';
import { StandInProvider } from '../../support/stand-in-provider/stand-in-provider';
import type { CorpusApp } from './corpus-app';
import { AWS_PROVIDER, terraformResources } from './terraform-app';

const run = promisify(execFile);

/** Creates plans of apps with Terraform. Stand-in providers replace the providers of the clouds. */
export class TerraformPlans {
  private constructor(
    private readonly providers: readonly StandInProvider[],
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  static async start(): Promise<TerraformPlans> {
    const started = [
      await StandInProvider.start('hashicorp/aws', AWS_SCHEMA),
      await StandInProvider.start('hashicorp/azurerm', AZURERM_SCHEMA),
    ];
    return new TerraformPlans(
      started.map(([provider]) => provider),
      {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        TF_IN_AUTOMATION: '1',
        CHECKPOINT_DISABLE: '1',
        TF_REATTACH_PROVIDERS: JSON.stringify(Object.assign({}, ...started.map(([, found]) => found))),
      },
    );
  }

  stop(): void {
    for (const provider of this.providers) provider.stop();
  }

  /** Plans an app against the state in a directory, and writes the plan there. @returns the path of the plan */
  async plan(app: CorpusApp, directory: string): Promise<string> {
    mkdirSync(directory, { recursive: true });
    const resource = terraformResources(app);
    writeFileSync(
      join(directory, 'main.tf.json'),
      JSON.stringify({ provider: { aws: AWS_PROVIDER }, resource }, null, 2),
    );
    await this.terraform(directory, 'init', '-input=false');
    await this.terraform(directory, 'plan', '-input=false', '-out=plan');
    const path = join(directory, 'plan.json');
    writeFileSync(path, await this.terraform(directory, 'show', '-json', 'plan'));
    return path;
  }

  /** Applies the last plan of a directory. */
  async apply(directory: string): Promise<void> {
    await this.terraform(directory, 'apply', '-input=false', 'plan');
  }

  /** Returns the distinct actions of a plan, sorted. */
  static actionsOf(path: string): string[] {
    const { resource_changes: changes } = JSON.parse(readFileSync(path, 'utf8')) as {
      resource_changes: readonly { change: { actions: readonly string[] } }[];
    };
    return [...new Set(changes.flatMap(({ change }) => change.actions))].sort();
  }

  private async terraform(cwd: string, command: string, ...args: string[]): Promise<string> {
    const options = { cwd, env: this.environment, maxBuffer: 64 * 1024 * 1024, timeout: 120_000 };
    const flags = command === 'show' ? [] : ['-no-color'];
    const { stdout } = await run('terraform', [command, ...flags, ...args], options);
    return stdout;
  }
}
