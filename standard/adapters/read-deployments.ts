import { existsSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { objectOf } from '../../aws/template/read-template';
import type { AzureDeployment } from '../../azure/deployer/deployer-roles';
import { displayPath } from '../locations/display-path';
import { ARM_TEMPLATE } from './arm/template-adapter';
import { templateDeployment } from './arm/template-deployment';
import { type Adapter, ArtifactError, type ArtifactInput } from './artifact';
import { artifactLabels } from './artifact-labels';
import { readTemplateFile } from './cloudformation/template-file';
import { PLAN } from './terraform/plan';
import { plannedDeployment } from './terraform/planned-deployment';
import {
  declaredVariables,
  type HclFiles,
  isConfiguration,
  loadHclFiles,
  readDeployments,
  wholeRootModules,
} from './terraform/root-modules';

/** What artifacts deploy in Azure. */
export interface ReadDeployments {
  readonly deployments: readonly AzureDeployment[];
  /** Parts of the artifacts that were not read, with the reason. */
  readonly unread: readonly string[];
  /**
   * Names of the parameters and variables of the artifacts.
   *
   * @default - unknown, because an artifact is a plan
   */
  readonly declared?: readonly string[];
}

/** Options of `readAzureDeployments`. */
export interface DeploymentOptions {
  /**
   * Subscription of deployments that do not state one.
   *
   * @default - unknown
   */
  readonly subscription?: string;
  /**
   * Values of parameters or variables, by name.
   *
   * @default - none
   */
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** Adapters of files that can deploy to Azure. */
const FILES: readonly Adapter[] = [PLAN, ARM_TEMPLATE];

/** Whether an artifact is one that `readAzureDeployments` reads: a Terraform configuration or plan, or an ARM template. */
export function canDeployToAzure(path: string): boolean {
  if (!existsSync(path)) return false;
  return isConfiguration(path) || (statSync(path).isFile() && adapterOf(path) !== undefined);
}

/**
 * Reads what Terraform configurations, plans and ARM templates create and read in Azure.
 *
 * @throws ArtifactError if an artifact cannot be read
 */
export async function readAzureDeployments(
  paths: readonly string[],
  { subscription, parameters }: DeploymentOptions = {},
  directory = process.cwd(),
): Promise<ReadDeployments> {
  const whole = wholeRootModules(paths);
  const hcl = await loadHclFiles(whole.filter(isConfiguration));
  const labels = artifactLabels(whole, (index) => statSync(whole[index] as string).isDirectory());
  const read = whole.map((path, index) => {
    const unit = {
      name: labels[index] || basename(resolve(directory, path)),
      artifact: displayPath(path, directory),
    };
    const input: ArtifactInput = { path, directory, unit, ...(parameters && { parameters }) };
    return isConfiguration(path)
      ? readDeployments(input, hcl, subscription)
      : [fileDeployment(input, subscription)];
  });
  const all = read.flat();
  const declared = whole.map((path) => declaredIn(path, hcl));
  return {
    deployments: all,
    unread: all.flatMap(({ name, unread }) => unread.map((each) => `${name}: ${each}`)),
    ...(declared.every((each) => each !== undefined) && { declared: declared.flat() }),
  };
}

function declaredIn(path: string, hcl: HclFiles): readonly string[] | undefined {
  if (isConfiguration(path)) return declaredVariables(path, hcl);
  return adapterOf(path) === PLAN
    ? undefined
    : Object.keys(objectOf(objectOf(readTemplateFile(path)).parameters));
}

function fileDeployment(input: ArtifactInput, subscription: string | undefined) {
  const json = readTemplateFile(input.path);
  if (adapterOf(input.path) === PLAN) return plannedDeployment(input.unit.name, json, subscription);
  // a parameter file and a template without resources are errors
  ARM_TEMPLATE.read(json, input);
  return templateDeployment(json, input, subscription);
}

function adapterOf(path: string): Adapter | undefined {
  try {
    const json = readTemplateFile(path);
    return FILES.find((each) => each.recognises(json));
  } catch (error) {
    // another reader reports it
    if (error instanceof ArtifactError) return undefined;
    throw error;
  }
}
