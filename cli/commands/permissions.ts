import { Command, InvalidArgumentError } from 'commander';
import { type AccountPolicies, deployerPolicies } from '../../aws/deployer/deployer-policies';
import { countedCharacters, type PolicyDocument } from '../../aws/deployer/policy-documents';
import { readAssembly } from '../../standard/adapters/cloudformation/read-assembly';
import { ExitCode, UsageError } from '../exit';
import { regionName } from '../region-option';

interface Options {
  readonly account?: string;
  readonly region?: string;
  readonly stack?: string;
  readonly all?: boolean;
  readonly json?: boolean;
}

const ALWAYS = [
  'names that CloudFormation generates are held to <stack>-<logical id>-*, or to the beginning of the stack name ' +
    'where the name is cut',
  'computed from what is in the assembly: to change or remove what an earlier deployment had besides, keep the ' +
    'policies of that one too',
  'for the role with which CloudFormation deploys (cdk bootstrap --cloudformation-execution-policies); whoever calls ' +
    '`cdk deploy` needs only the roles of the bootstrap beside it',
];

/** `flow-logs permissions`: what whoever deploys flow logs must be allowed to do. */
export function permissionsCommand(done: (code: ExitCode) => void): Command {
  return new Command('permissions')
    .description('print the least IAM policy that deploying the flow logs of a CDK app needs')
    .argument('<cdk.out>', 'what `cdk synth` wrote, or a template')
    .option('--account <id>', 'account of stacks that leave it open', accountId)
    .option('--region <name>', 'region of stacks that leave it open', regionName)
    .option('--stack <name>', 'name of the stack of a lone template')
    .option('--all', 'take in what does not come with flow logs, in the same stacks')
    .option('--json', 'print all policies and what they are for as one JSON array')
    .action((path: string, options: Options) => {
      const { json = false, all: everything, ...defaults } = options;
      const accounts = deployerPolicies(readAssembly(path, defaults), { everything });
      if (accounts.length === 0) {
        throw new UsageError(`no flow log in ${path}: add VpcFlowLogs to the app, then \`cdk synth\` again`);
      }
      if (json) process.stdout.write(`${JSON.stringify(accounts.flatMap(asJson), null, 2)}\n`);
      else for (const account of accounts) print(account);
      done(ExitCode.FINE);
    });
}

function asJson({ account, stacks, documents, notes }: AccountPolicies) {
  return documents.map((document, index) => ({
    account: account ?? null,
    stacks,
    number: index + 1,
    of: documents.length,
    characters: countedCharacters(document.policy),
    policy: document.policy,
    statements: document.notes,
    notes: [...notes, ...ALWAYS],
  }));
}

function print({ account, stacks, documents, notes }: AccountPolicies): void {
  documents.forEach((document, index) => {
    process.stderr.write(
      `policy ${index + 1} of ${documents.length}, ${account ?? 'any account'}: ${stacks.join(', ')}\n`,
    );
    for (const line of describe(document)) process.stderr.write(`  ${line}\n`);
    process.stdout.write(`${JSON.stringify(document.policy, null, 2)}\n`);
  });
  for (const note of [...notes, ...ALWAYS]) process.stderr.write(`note: ${note}\n`);
}

function describe({ notes }: PolicyDocument): string[] {
  return notes.flatMap(({ sid, reasons }) =>
    reasons.map(({ actions, why, source, neededBy }) => {
      const what = reasons.length > 1 ? `${actions.join(', ')}: ${why}` : why;
      return `${sid}: ${what} [${source}] for ${neededBy.join(', ')}`;
    }),
  );
}

function accountId(text: string): string {
  if (!/^\d{12}$/.test(text)) throw new InvalidArgumentError('it must have 12 digits');
  return text;
}
