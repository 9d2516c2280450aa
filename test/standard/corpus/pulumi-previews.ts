import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Server } from '@grpc/grpc-js';
import { CustomResource, type Output } from '@pulumi/pulumi';
import { listening } from '../../support/grpc';
import { StandInPlugin } from '../../support/pulumi/stand-in-plugin';
import { ROOT } from '../../support/source-files';
import { SCHEMA } from '../../support/stand-in-provider/schema';
import { ACCOUNT, type CorpusApp, REGION } from './corpus-app';
import { PULUMI_TYPES, PulumiReference, pulumiDeclarations } from './pulumi-app';

// the SDK ships both modules without types
const { LanguageServer } = require('@pulumi/pulumi/automation/server');
const { LanguageRuntimeService } = require('@pulumi/pulumi/proto/language_grpc_pb');

const run = promisify(execFile);

/** Creates previews of apps with the engine and SDK of Pulumi. A stand-in plugin replaces the providers of the clouds. */
export class PulumiPreviews {
  private readonly state = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-pulumi-'));

  private constructor(
    private readonly engine: string,
    private readonly plugin: StandInPlugin,
    private readonly port: number,
  ) {}

  static async start(engine: string): Promise<PulumiPreviews> {
    return new PulumiPreviews(engine, ...(await StandInPlugin.start({ outputsOf, replaces })));
  }

  stop(): void {
    this.plugin.stop();
    rmSync(this.state, { recursive: true, force: true });
  }

  /** Previews an app against the stack in a directory, and writes the preview there. @returns the path of the preview */
  async preview(app: CorpusApp, directory: string, { sames = true } = {}): Promise<string> {
    await this.prepare(directory);
    const path = join(directory, 'preview.json');
    const args = ['preview', '--json', ...(sames ? ['--show-sames'] : [])];
    writeFileSync(path, await this.withProgram(app, directory, args));
    return path;
  }

  /** Deploys an app. */
  async deploy(app: CorpusApp, directory: string): Promise<void> {
    await this.prepare(directory);
    await this.withProgram(app, directory, ['up', '--yes', '--skip-preview']);
  }

  /** Previews an app with the policy pack. @returns the output, even if a policy stops the preview */
  async policiesOf(app: CorpusApp, directory: string, standard: string): Promise<string> {
    await this.prepare(directory);
    const file = join(directory, 'flow-log-standard.yaml');
    writeFileSync(file, standard);
    const args = ['preview', '--policy-pack', join(ROOT, 'test/pulumi/policy-pack/run')];
    try {
      return await this.withProgram(app, directory, args, { FLOW_LOG_STANDARD: file });
    } catch (error) {
      const { stdout } = error as { stdout?: string };
      if (stdout?.includes('Policies:')) return stdout;
      throw error;
    }
  }

  private async prepare(directory: string): Promise<void> {
    mkdirSync(join(directory, 'backend'), { recursive: true });
    writeFileSync(join(directory, 'Pulumi.yaml'), 'name: corpus\nruntime: nodejs\n');
    await this.pulumi(directory, ['stack', 'select', 'dev', '--create']);
    const settings = ['config', 'set', '--stack', 'dev'];
    await this.pulumi(directory, [...settings, 'aws:region', REGION]);
    await this.pulumi(directory, [...settings, '--path', 'aws:allowedAccountIds[0]', ACCOUNT]);
  }

  /** Runs a command of the engine. This process hosts the program. */
  private async withProgram(app: CorpusApp, directory: string, args: readonly string[], env = {}) {
    const server = new Server();
    const host = new LanguageServer(async () => declare(app));
    server.addService(LanguageRuntimeService, {
      getRequiredPlugins: host.getRequiredPlugins.bind(host),
      getPluginInfo: host.getPluginInfo.bind(host),
      run: host.run.bind(host),
    });
    const port = await listening(server);
    try {
      return await this.pulumi(directory, [...args, '--stack', 'dev', `--client=127.0.0.1:${port}`], env);
    } finally {
      server.forceShutdown();
    }
  }

  private async pulumi(cwd: string, args: readonly string[], env = {}): Promise<string> {
    const { stdout } = await run(this.engine, [...args, '--non-interactive', '--color=never'], {
      cwd,
      maxBuffer: 64 * 1024 * 1024,
      timeout: 120_000,
      env: {
        PATH: process.env.PATH,
        HOME: this.state,
        PULUMI_HOME: this.state,
        PULUMI_BACKEND_URL: `file://${join(cwd, 'backend')}`,
        PULUMI_CONFIG_PASSPHRASE: 'corpus',
        PULUMI_SKIP_UPDATE_CHECK: 'true',
        ...env,
        PULUMI_DEBUG_PROVIDERS: `aws:${this.port},azure:${this.port}`,
      },
    });
    return stdout;
  }
}

/** A resource with any type and inputs. The engine does not need the generated classes of an SDK. */
class Resource extends CustomResource {}

/** Declares the resources of an app, in the way of a Pulumi program. */
function declare(app: CorpusApp): void {
  const declared = new Map<string, CustomResource>();
  const resolved = (value: unknown): unknown => {
    if (value instanceof PulumiReference) {
      const resource = declared.get(`${value.type} ${value.name}`) as never as Record<string, Output<string>>;
      return resource[value.output];
    }
    if (Array.isArray(value)) return value.map(resolved);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolved(each)]));
  };
  for (const { type, name, inputs } of pulumiDeclarations(app)) {
    const outputs = Object.fromEntries(outputsOf(type).map((output) => [output, undefined]));
    const resource = new Resource(type, name, { ...outputs, ...(resolved(inputs) as object) });
    declared.set(`${type} ${name}`, resource);
  }
}

function schemaOf(type: string) {
  const [terraform = ''] = Object.entries(PULUMI_TYPES).find(([, pulumi]) => pulumi === type) ?? [];
  return SCHEMA[terraform]?.arguments ?? {};
}

/** Returns the outputs of a resource type. Apps of the corpus refer only to ARNs. */
function outputsOf(type: string): readonly string[] {
  return 'arn' in schemaOf(type) ? ['arn'] : [];
}

function replaces(type: string, input: string): boolean {
  const argument = input.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return schemaOf(type)[argument]?.replaces ?? false;
}
