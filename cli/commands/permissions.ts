import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { deployerPolicies } from '../../aws/deployer/deployer-policies';
import { deployerRoles } from '../../azure/deployer/deployer-roles';
import { isGuid } from '../../azure/guid';
import { deployedFlowLogs } from '../../standard/adapters/cloudformation/deployed-flow-logs';
import { templateModel } from '../../standard/adapters/cloudformation/template-model';
import {
  type ParameterValues,
  readParameterFiles,
  requireDeclared,
} from '../../standard/adapters/parameter-file';
import { canDeployToAzure, readAzureDeployments } from '../../standard/adapters/read-deployments';
import { readStacks } from '../../standard/adapters/read-stacks';
import { notUnderstood } from '../../standard/facts';
import { existingPath } from '../arguments/existing-path';
import { regionName } from '../arguments/region-name';
import { RepeatableOption } from '../arguments/repeatable-option';
import type { CommandContext } from '../context';
import { ExitCode } from '../exit-code';
import { examplesText } from '../output/examples-text';
import { notUnderstoodError, unreadNotes } from '../output/unread-notes';
import { awsPolicies } from '../permissions/aws-policies';
import { azureRoles } from '../permissions/azure-roles';
import type { Permissions } from '../permissions/permission-document';
import { StackNames } from '../permissions/stack-names';
import { type WriteOptions, writePermissions } from '../permissions/write-permissions';
import { UserError } from '../user-error';

interface Options extends WriteOptions {
  readonly account?: string;
  readonly region?: string;
  readonly subscription?: string;
  readonly stack?: readonly string[];
  readonly parameters?: readonly string[];
  readonly all?: boolean;
}

/** The options, with the values of the parameter files. */
interface GivenOptions extends Options {
  readonly values?: ParameterValues;
}

const COMMAND = '`flow-logs permissions`';
const WITHOUT_AZURE = 'without resources of Azure, ';

const EXPECTED =
  'cdk.out, a template or a directory of templates, cdktf.out, a Terraform configuration or plan, or an ARM template';

/** `flow-logs permissions`: prints the least-privilege IAM policies and custom roles that deploy the flow logs of an app. */
export function permissionsCommand(context: CommandContext): Command {
  return new Command('permissions')
    .summary('print the least-privilege IAM policies or Azure roles for a deployment')
    .description(
      'Prints the least-privilege IAM policies that deploy the flow logs of CloudFormation stacks, and the least-privilege ' +
        'custom roles that deploy the flow logs of Terraform configurations and ARM templates in Azure.',
    )
    .argument(
      '<artifacts...>',
      'AWS: directories that `cdk synth` wrote (cdk.out), templates, or directories of templates; Azure: cdktf.out, directories of *.tf or *.tf.json, ' +
        'plans in JSON, or ARM templates',
    )
    .option('--account <id>', 'account of stacks that do not specify one', accountId)
    .option('--region <name>', 'region of stacks that do not specify one', regionName)
    .addOption(
      new RepeatableOption(
        '--stack <[file=]name>',
        'name of the stack of a template, for names that CloudFormation generates from it; default: NAME of NAME.template.json',
      ),
    )
    .addOption(
      new RepeatableOption(
        '--parameters <file>',
        'values of the parameters of templates or of the variables of Terraform; default: their default values',
      ),
    )
    .option('--subscription <id>', 'subscription of deployments that do not specify one', subscriptionId)
    .option('--all', 'include every resource of the stacks, such as networks, not only those of flow logs')
    .option(
      '--out <dir>',
      'directory to write one file per policy to, <account>-<number>.json, or per role, <subscription>-<group>.json; --json has ' +
        'the reasons for the actions',
    )
    .option('--json', 'print the policies or roles with the reasons for their actions as one JSON array')
    .addHelpText(
      'after',
      examplesText(
        'flow-logs permissions cdk.out --account 111122223333 --region eu-central-1 --json > policies.json',
        'flow-logs permissions cdk.out --out policies',
        'flow-logs permissions cdk.out --all',
        'flow-logs permissions network.yaml lake.yaml --stack network.yaml=Network --stack lake.yaml=Lake',
        'flow-logs permissions cdktf.out --subscription 00000000-0000-0000-0000-000000000000 --out roles',
      ),
    )
    .action((paths: readonly string[], options: Options) => run(paths, options, context));
}

async function run(
  paths: readonly string[],
  options: Options,
  { stdout, stderr, setExitCode }: CommandContext,
): Promise<void> {
  for (const path of paths) existingPath(path, EXPECTED);
  const { json = false, out } = options;
  const parameters = options.parameters && (await readParameterFiles(options.parameters));
  const given = { ...options, ...(parameters && { values: parameters }) };
  const azure = await azurePermissions(paths.filter(canDeployToAzure), given);
  // an artifact without resources of Azure is one of AWS
  const isOther = (path: string) => azure === undefined || !canDeployToAzure(path);
  const aws = awsPermissions(paths.filter(isOther), given, azure === undefined);
  if (parameters) requireParameters(parameters, azure ? [aws, azure] : [aws]);
  const { permissions, opaque } = aws;
  const write = { json, ...(out !== undefined && { out }) };
  writePermissions(joined([permissions, ...(azure ? [azure.permissions] : [])]), write, { stdout, stderr });
  if (opaque.length === 0) return;
  stderr.write(notUnderstoodError(opaque));
  setExitCode(ExitCode.INTERNAL_ERROR);
}

/** The permissions of the artifacts of one cloud. */
interface CloudPermissions {
  readonly permissions: Permissions;
  /**
   * Names of the parameters and variables of the artifacts.
   *
   * @default - unknown
   */
  readonly declared?: readonly string[];
}

/** The permissions of CloudFormation stacks, and the stacks in which nothing was understood. */
function awsPermissions(
  paths: readonly string[],
  { account, region, stack = [], all: everything = false, values }: GivenOptions,
  isRequired: boolean,
): CloudPermissions & { opaque: readonly string[] } {
  const names = new StackNames(stack);
  const defaults = {
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
    ...(values && { parameters: values }),
    stackOf: (path: string) => names.of(path),
  };
  const reader = paths.some(canDeployToAzure) ? `${WITHOUT_AZURE}${COMMAND}` : COMMAND;
  const stacks = readStacks(paths, defaults, reader);
  const roots = stacks.filter(({ parent }) => parent === undefined);
  names.requireUsed(roots.flatMap(({ assembly, file }) => (assembly === undefined && file ? [file] : [])));
  const model = templateModel(stacks);
  const accounts = deployerPolicies(stacks, deployedFlowLogs(stacks, model), { everything });
  const unread = unreadNotes(model.unread).map((note) => `permissions are missing: ${note}`);
  const opaque = accounts.length > 0 ? [] : notUnderstood(model);
  if (isRequired && accounts.length === 0 && opaque.length === 0) {
    throw new UserError(`${paths.join(', ')} has no flow log: ${howToAdd(paths)}`);
  }
  const declared = roots.flatMap((each) => Object.keys(each.parameters));
  return { permissions: awsPolicies(accounts, unread), opaque, declared };
}

/** The permissions of deployments in Azure; `undefined` if the artifacts contain no resource of Azure. */
async function azurePermissions(
  paths: readonly string[],
  { subscription, all: everything = false, values }: GivenOptions,
): Promise<CloudPermissions | undefined> {
  if (paths.length === 0) return undefined;
  const { deployments, unread, declared } = await readAzureDeployments(paths, {
    ...(subscription !== undefined && { subscription }),
    ...(values && { parameters: values }),
  });
  if (deployments.every(({ resources }) => resources.length === 0)) return undefined;
  const missing = unread.map((each) => `permissions are missing: ${each}`);
  const permissions = azureRoles(deployerRoles(deployments, everything), missing);
  return { permissions, ...(declared && { declared }) };
}

/** Requires that an artifact declares each parameter, if all state what they declare. */
function requireParameters(values: ParameterValues, clouds: readonly CloudPermissions[]): void {
  if (clouds.some(({ declared }) => declared === undefined)) return;
  const declared = new Set(clouds.flatMap((each) => each.declared ?? []));
  requireDeclared(values, declared, clouds.length > 1 ? 'parameter or variable' : 'parameter');
}

function joined(parts: readonly Permissions[]): Permissions {
  return {
    documents: parts.flatMap(({ documents }) => documents),
    warnings: parts.flatMap(({ warnings }) => warnings),
    notes: parts.flatMap(({ notes }) => notes),
  };
}

function howToAdd(paths: readonly string[]): string {
  return paths.some((path) => existsSync(join(path, 'manifest.json')))
    ? 'add VpcFlowLogs to the app, then run `cdk synth` again'
    : 'add an AWS::EC2::FlowLog to the template';
}

function accountId(text: string): string {
  if (!/^\d{12}$/.test(text)) throw new InvalidArgumentError('Give an account id of 12 digits.');
  return text;
}

function subscriptionId(text: string): string {
  if (!isGuid(text)) {
    throw new InvalidArgumentError('Give a subscription id, such as 00000000-0000-0000-0000-000000000000.');
  }
  return text.toLowerCase();
}
