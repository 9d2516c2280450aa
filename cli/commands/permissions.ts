import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { type AccountPolicies, deployerPolicies } from '../../aws/deployer/deployer-policies';
import { countedCharacters, type PolicyDocument } from '../../aws/deployer/policy-documents';
import { deployedFlowLogs } from '../../standard/adapters/cloudformation/deployed-flow-logs';
import { templateModel } from '../../standard/adapters/cloudformation/template-model';
import { readStacks } from '../../standard/adapters/read-stacks';
import { notUnderstood } from '../../standard/facts';
import { existingPath } from '../arguments/existing-path';
import { regionName } from '../arguments/region-name';
import type { CommandContext, Output } from '../context';
import { ExitCode } from '../exit-code';
import { examplesText } from '../output/examples-text';
import { jsonText } from '../output/json-text';
import { notUnderstoodError, unreadNotes } from '../output/unread-notes';
import { UserError } from '../user-error';

interface Options {
  readonly account?: string;
  readonly region?: string;
  readonly stack?: string;
  readonly all?: boolean;
  readonly json?: boolean;
}

const EXPECTED = 'the directory that `cdk synth` wrote (cdk.out), or a template';

const GENERAL_NOTES = [
  'resources with names that CloudFormation generates are limited to <stack>-<logical id>-*, or to the beginning of the ' +
    'stack name where CloudFormation truncates the name',
  'the policies cover the resources of this assembly: to update or delete an earlier deployment that had other ' +
    'resources, keep the policies of that deployment too',
  'attach the policies to the role with which CloudFormation deploys (cdk bootstrap ' +
    '--cloudformation-execution-policies); the caller of `cdk deploy` needs only the bootstrap roles in addition',
];

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
    .option('--json', 'print the policies and the reason for each statement as one JSON array')
    .addHelpText(
      'after',
      examplesText(
        'flow-logs permissions cdk.out --account 111122223333 --region eu-central-1 --json > policies.json',
        'flow-logs permissions cdk.out --all',
      ),
    )
    .action((paths: readonly string[], options: Options) => run(paths, options, context));
}

function run(
  paths: readonly string[],
  { json = false, all: everything, ...defaults }: Options,
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
  const all = accounts.map((account) => ({ ...account, notes: [...account.notes, ...unread] }));
  if (json) stdout.write(jsonText(all.flatMap(policiesJson)));
  else for (const account of all) print(account, stdout, stderr);
  if (accounts.length > 0) return;
  for (const note of unread) stderr.write(`note: ${note}\n`);
  stderr.write(notUnderstoodError(opaque));
  setExitCode(ExitCode.INTERNAL_ERROR);
}

function howToAdd(paths: readonly string[]): string {
  return paths.some((path) => existsSync(join(path, 'manifest.json')))
    ? 'add VpcFlowLogs to the app, then run `cdk synth` again'
    : 'add an AWS::EC2::FlowLog to the template';
}

function policiesJson({ account, stacks, documents, notes }: AccountPolicies) {
  return documents.map((document, index) => ({
    account: account ?? null,
    stacks,
    number: index + 1,
    of: documents.length,
    characters: countedCharacters(document.policy),
    policy: document.policy,
    statements: document.notes,
    notes: [...notes, ...GENERAL_NOTES],
  }));
}

/** Prints each policy to `stdout`, after its explanation on `stderr`. */
function print({ account, stacks, documents, notes }: AccountPolicies, stdout: Output, stderr: Output): void {
  documents.forEach((document, index) => {
    const title = `policy ${index + 1} of ${documents.length}, ${account ?? 'any account'}`;
    stderr.write(`${title}: ${stacks.join(', ')}\n`);
    for (const reason of reasonsOf(document)) stderr.write(`  ${reason}\n`);
    stdout.write(jsonText(document.policy));
  });
  for (const note of [...notes, ...GENERAL_NOTES]) stderr.write(`note: ${note}\n`);
}

function reasonsOf({ notes }: PolicyDocument): string[] {
  return notes.flatMap(({ sid, reasons }) =>
    reasons.map(({ actions, why, source, neededBy }) => {
      const reason = reasons.length > 1 ? `${actions.join(', ')}: ${why}` : why;
      return `${sid}: ${reason} [${source}] for ${neededBy.join(', ')}`;
    }),
  );
}

function accountId(text: string): string {
  if (!/^\d{12}$/.test(text)) throw new InvalidArgumentError('Give an account id of 12 digits.');
  return text;
}
