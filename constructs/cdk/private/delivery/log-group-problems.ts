import { Stack, Token } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { logClassProblem, logGroupNameProblem } from '../../../../aws/log-group-settings';
import { retentionContradictions } from '../../../../standard/apply/aws-settings';
import type { FlowLogStandard } from '../../../../standard/flow-log-standard';
import type { LogGroupDestinationOptions } from '../../log-group-destination-options';
import { logGroupResource, overrideOf } from '../app-resource';
import { isInOtherStage, keyPlaceProblems, roleReferenceProblems, stagesOf } from '../elsewhere';
import { isInOtherAccount, isInOtherEnvironment } from '../environment';
import { keyProblems } from '../key-problems';
import { displayName } from '../printable';

/** All problems of the options of a log group destination. */
export function logGroupProblems(
  scope: Construct,
  options: LogGroupDestinationOptions,
  standard: FlowLogStandard | undefined,
): string[] {
  const { logGroup, role } = options;
  return [
    ...(role && !isLookedUp(role) && isInOtherAccount(scope, role.env) ? [foreignRoleProblem(role)] : []),
    ...(role && !isInOtherAccount(scope, role.env) ? roleReferenceProblems(scope, role) : []),
    ...(logGroup ? existingGroupProblems(scope, logGroup, options) : newGroupProblems(scope, options)),
    ...(standard ? retentionProblems(options, standard) : []),
  ];
}

/** Whether a role stands for one that CDK looks up after the first synthesis. It has an invented account. */
function isLookedUp({ roleArn }: iam.IRole): boolean {
  return roleArn.endsWith('/DUMMY_ARN');
}

function foreignRoleProblem(role: iam.IRole): string {
  return `role ${displayName(role, role.roleName)} is in account ${role.env.account}: use a role of the account of the flow log`;
}

function newGroupProblems(scope: Construct, options: LogGroupDestinationOptions): string[] {
  const { encryptionKey, logGroupName: name, logGroupClass, lake } = options;
  const problems = [
    ...keyProblems('encryptionKey', encryptionKey),
    ...keyPlaceProblems(scope, 'encryptionKey', encryptionKey),
  ];
  const nameProblem = name === undefined || Token.isUnresolved(name) ? undefined : nameProblemOf(scope, name);
  if (nameProblem) problems.push(`logGroupName is ${JSON.stringify(name)}: ${nameProblem}`);
  const classProblem = logGroupClass && logClassProblem(logGroupClass, lake !== undefined);
  if (classProblem) problems.push(`logGroupClass is ${logGroupClass}: ${classProblem}`);
  return problems;
}

function nameProblemOf(scope: Construct, name: string): string | undefined {
  const stack = Stack.of(scope);
  // another stack can be deployed to another account or region
  const other = stack.node
    .findAll()
    .find(
      (node) => node instanceof logs.CfnLogGroup && node.logGroupName === name && Stack.of(node) === stack,
    );
  if (!other) return logGroupNameProblem(name);
  return `${other.node.path} has this name, too: create the log group once, and pass it as logGroup`;
}

function existingGroupProblems(
  scope: Construct,
  logGroup: logs.ILogGroup,
  options: LogGroupDestinationOptions,
): string[] {
  const { retention, encryptionKey, removalPolicy, logGroupName, logGroupClass, lake } = options;
  const newGroupOptions = { logGroupName, logGroupClass, retention, encryptionKey, removalPolicy };
  const problems = Object.entries(newGroupOptions)
    .filter(([, value]) => value !== undefined)
    .map(
      ([name]) => `${name} applies to a new log group, but logGroup is set: configure that log group instead`,
    );
  const { env } = logGroup;
  if (isInOtherEnvironment(scope, env)) {
    const group = `log group ${displayName(logGroup, logGroup.logGroupName)} is in account ${env.account}, region ${env.region}`;
    problems.push(`${group}: use a log group of the account and region of the flow log`);
  }
  if (isInOtherStage(scope, logGroup)) {
    const fix = 'use LogGroup.fromLogGroupName in the Stage of the flow log';
    problems.push(`log group ${logGroup.node.path} ${stagesOf(scope, logGroup)}: ${fix}`);
  }
  const ownClass = logClassOf(logGroup);
  const classProblem = ownClass && logClassProblem(ownClass, lake !== undefined);
  if (classProblem)
    problems.push(`log group ${logGroup.node.path} has the class ${ownClass}: ${classProblem}`);
  return problems;
}

/** The class of a log group of the app, if the app states it. */
export function logClassOf(logGroup: logs.ILogGroup): string | undefined {
  const resource = logGroupResource(logGroup);
  const logClass = overrideOf(resource, 'LogGroupClass') ?? resource?.logGroupClass;
  return typeof logClass === 'string' ? logClass : undefined;
}

/** A retention that is shorter than the standard requires: of the option, or of a log group of the app. */
function retentionProblems(
  { logGroup, retention }: LogGroupDestinationOptions,
  { resolved }: FlowLogStandard,
): string[] {
  // without a number, events never expire
  const days = logGroup ? logGroupResource(logGroup)?.retentionInDays : retention;
  if (days === undefined || Token.isUnresolved(days)) return [];
  return retentionContradictions(resolved, 'retention', days).map((problem) =>
    logGroup ? `log group ${logGroup.node.path}: ${problem}` : problem,
  );
}
