import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AzurermProvider, cliConfig } from './terraform-providers';

/** A stack that CDKTF synthesizes. */
export interface TerraformConfiguration {
  readonly terraform: {
    readonly required_providers: { readonly [name: string]: { readonly source: string; version?: string } };
    readonly backend?: object;
  };
  readonly resource?: StackContents;
  readonly data?: StackContents;
  readonly provider?: { readonly [name: string]: readonly Contents[] };
  readonly [block: string]: unknown;
}

/** Configuration of one resource. */
export interface Contents {
  readonly [argument: string]: unknown;
}

/** All blocks of a kind, by type and name. */
export interface StackContents {
  readonly [type: string]: { readonly [name: string]: Contents };
}

/** A copy of a stack in which the resources of a type have other contents. */
export function withResources(
  stack: TerraformConfiguration,
  type: string,
  change: (contents: Contents) => Contents,
): TerraformConfiguration {
  const named = Object.entries(stack.resource?.[type] ?? {});
  if (named.length === 0) throw new Error(`the stack has no ${type}`);
  const changed = Object.fromEntries(named.map(([name, contents]) => [name, change(contents)]));
  return { ...stack, resource: { ...stack.resource, [type]: changed } };
}

/** Exit code and output of a command. */
export interface TerraformResult {
  readonly code: number;
  readonly output: string;
}

/** A planned change of a resource. */
export interface PlannedChange {
  readonly address: string;
  readonly action: string;
}

/** A line that `terraform plan -json` prints. */
interface PlanMessage {
  readonly type: string;
  readonly change?: { readonly resource: { readonly addr: string }; readonly action: string };
}

interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail: string;
  readonly address?: string;
}

/** Time limit of a command in milliseconds. */
const COMMAND_TIMEOUT_MS = 120_000;

/** File name of a synthesized stack. */
export const STACK_FILE = 'cdk.tf.json';

/** A synthesized stack in a separate folder, with the real `terraform` command. */
export class TerraformStack {
  private readonly directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-terraform-'));
  private readonly working = join(this.directory, 'stack');
  private readonly configPath: string;
  /** The synthesized stack, with the provider release that runs it. */
  readonly original: TerraformConfiguration;

  /** Copies a folder with a stack, to run it with a provider release. A change becomes part of the original. */
  constructor(
    stackDirectory: string,
    provider: AzurermProvider,
    private readonly environment: NodeJS.ProcessEnv = {},
    change: (stack: TerraformConfiguration) => TerraformConfiguration = (stack) => stack,
  ) {
    this.configPath = cliConfig(this.directory, provider);
    cpSync(stackDirectory, this.working, { recursive: true });
    const synthesized = JSON.parse(readFileSync(join(this.working, STACK_FILE), 'utf8'));
    this.original = change(withProvider(synthesized, provider));
    this.edit((stack) => stack);
  }

  /** Replaces the synthesized stack with a changed one, and keeps the state. */
  edit(change: (stack: TerraformConfiguration) => TerraformConfiguration): void {
    writeFileSync(join(this.working, STACK_FILE), JSON.stringify(change(this.original), null, 2));
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  async init(): Promise<void> {
    await this.succeed('init', '-input=false');
  }

  /** Runs `terraform validate` and returns errors and warnings, one line each. */
  async problems(): Promise<string[]> {
    const { output } = await this.run('validate', '-json');
    const { diagnostics } = JSON.parse(output) as { diagnostics: readonly Diagnostic[] };
    return diagnostics.map(({ severity, address, summary, detail }) =>
      `${severity} at ${address ?? 'the stack'}: ${summary}: ${detail}`.replace(/\s+/g, ' '),
    );
  }

  async apply(): Promise<string> {
    return await this.succeed('apply', '-auto-approve', '-input=false');
  }

  async destroy(): Promise<string> {
    return await this.succeed('destroy', '-auto-approve', '-input=false');
  }

  /** Returns the planned changes. Terraform prints one message a line: "Machine-readable UI". */
  async plannedChanges(): Promise<PlannedChange[]> {
    const output = await this.succeed('plan', '-json', '-input=false');
    const lines = output.split('\n').filter((line) => line.startsWith('{'));
    const messages = lines.map((line) => JSON.parse(line) as PlanMessage);
    if (!messages.some(({ type }) => type === 'change_summary'))
      throw new Error(`terraform plan printed no summary:\n${output}`);
    return messages
      .flatMap(({ type, change }) => (type === 'planned_change' && change !== undefined ? [change] : []))
      .map(({ resource, action }) => ({ address: resource.addr, action }))
      .filter(({ action }) => action !== 'read');
  }

  /** Returns the addresses of all resources in the state. */
  async state(): Promise<string[]> {
    const { code, output } = await this.run('state', 'list');
    return code === 0 ? output.split('\n').filter((line) => line !== '') : [];
  }

  /** Runs a command. The caller checks the exit code. */
  run(...args: string[]): Promise<TerraformResult> {
    const env = {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      TF_CLI_CONFIG_FILE: this.configPath,
      TF_IN_AUTOMATION: '1',
      NO_COLOR: '1',
      ...this.environment,
    };
    const options = { cwd: this.working, env, maxBuffer: 64 * 1024 * 1024, timeout: COMMAND_TIMEOUT_MS };
    const [command, ...rest] = args;
    const all = [command as string, ...(command === 'state' ? [] : ['-no-color']), ...rest];
    return new Promise((resolve) => {
      execFile('terraform', all, options, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code ?? 1), output: stdout + stderr });
      });
    });
  }

  private async succeed(...args: string[]): Promise<string> {
    const { code, output } = await this.run(...args);
    if (code !== 0) throw new Error(`terraform ${args.join(' ')} exited with ${code}:\n${output}`);
    return output;
  }
}

/** A stack with another provider release, set like in a user's override file, and a local state. */
function withProvider(
  stack: TerraformConfiguration,
  { version, source }: AzurermProvider,
): TerraformConfiguration {
  const { backend, required_providers, ...rest } = stack.terraform;
  const providers = Object.entries(required_providers).map(([name, provider]) => [
    name,
    name === 'azurerm' ? { source, version } : provider,
  ]);
  return { ...stack, terraform: { ...rest, required_providers: Object.fromEntries(providers) } };
}
