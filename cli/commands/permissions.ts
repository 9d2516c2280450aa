import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { deployerPolicies } from '../../aws/deployer/deployer-policies';
import { deployedFlowLogs } from '../../standard/adapters/cloudformation/deployed-flow-logs';
import { templateModel } from '../../standard/adapters/cloudformation/template-model';
import { readStacks } from '../../standard/adapters/read-stacks';
import { notUnderstood } from '../../standard/facts';
import { existingPath } from '../arguments/existing-path';
import { regionName } from '../arguments/region-name';
import type { CommandContext } from '../context';
import { ExitCode } from '../exit-code';
import { examplesText } from '../output/examples-text';
import { notUnderstoodError, unreadNotes } from '../output/unread-notes';
import { awsPolicies } from '../permissions/aws-policies';
import { type WriteOptions, writePermissions } from '../permissions/write-permissions';
import { UserError } from '../user-error';

interface Options extends WriteOptions {
  readonly account?: string;
  readonly region?: string;
  readonly stack?: string;
  readonly all?: boolean;
}

const EXPECTED = 'the directory that `cdk synth` wrote (cdk.out), or a template';

/** `flow-logs permissions`: prints the least-privilege IAM policies that deploy the flow logs of an app. */
export function permissionsCommand(context: CommandContext): Command {
  return new Command('permissions')
    .summary('print the least-privilege IAM policies for a deployment')
    .description(
      'Prints the least-privilege IAM policies that deploy the flow logs of CloudFormation stacks.',
    )
    .argument('<artifacts...>', 'directories that `cdk synth` wrote (cdk.out), or templates')
    .option('--account <id>', 'account of stacks that do not specify one', accountId)
    .option('--region <name>', 'region of stacks that do not specify one', regionName)
    .option('--stack <name>', 'name of the stack, for a template file')
    .option('--all', 'include every resource of the stacks, not only those of flow logs')
    .option('--out <dir>', 'directory to write one file per policy to: <account>-<number>.json')
    .option('--json', 'print the policies and the reason for each statement as one JSON array')
    .addHelpText(
      'after',
      examplesText(
        'flow-logs permissions cdk.out --account 111122223333 --region eu-central-1 --json > policies.json',
        'flow-logs permissions cdk.out --out policies',
        'flow-logs permissions cdk.out --all',
      ),
    )
    .action((paths: readonly string[], options: Options) => run(paths, options, context));
}

function run(
  paths: readonly string[],
  { json = false, out, all: everything, ...defaults }: Options,
  { stdout, stderr, setExitCode }: CommandContext,
): void {
  for (const path of paths) existingPath(path, EXPECTED);
  if (defaults.stack !== undefined && paths.length > 1)
    throw new UserError('--stack names the stack of one template: give one template');
  const stacks = readStacks(paths, defaults, '`flow-logs permissions`');
  const model = templateModel(stacks);
  const accounts = deployerPolicies(stacks, deployedFlowLogs(stacks, model), { everything });
  const unread = unreadNotes(model.unread).map((note) => `permissions are missing: ${note}`);
  const opaque = notUnderstood(model);
  if (accounts.length === 0 && opaque.length === 0) {
    throw new UserError(`${paths.join(', ')} has no flow log: ${howToAdd(paths)}`);
  }
  writePermissions(
    awsPolicies(accounts, unread),
    { json, ...(out !== undefined && { out }) },
    { stdout, stderr },
  );
  if (accounts.length > 0) return;
  stderr.write(notUnderstoodError(opaque));
  setExitCode(ExitCode.INTERNAL_ERROR);
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
