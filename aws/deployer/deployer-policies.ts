import { DestinationType, FLOW_LOG_TYPE } from '../flow-log';
import { AppValues, UNKNOWN } from '../template/stack-values';
import type { TemplateResource, TemplateStack } from '../template/template-stack';
import { namingOf } from './catalogue';
import type { DeployedFlowLog, DeployedFlowLogs } from './deployed-flow-log';
import { flowLogGrants } from './flow-log-grants';
import type { Grant } from './grant';
import { localTemplateNotes } from './local-template';
import { type PolicyDocument, policyDocuments } from './policy-documents';
import { isCovered, resourcesOfFlowLogs } from './related-resources';
import type { StackScope } from './stack-scope';
import { typeGrants } from './type-grants';

/** Policies for the deployer of one account. */
export interface AccountPolicies {
  /** Undefined if the stacks are not bound to an account. */
  readonly account?: string;
  readonly stacks: readonly string[];
  readonly documents: readonly PolicyDocument[];
  /** Values that are unknown, and resources that are not covered. */
  readonly notes: readonly string[];
}

/** Options of `deployerPolicies`. */
export interface DeployerOptions {
  /**
   * Whether to include every resource of the stacks that contain flow logs, not only the related resources.
   *
   * @default false
   */
  readonly everything?: boolean;
}

/**
 * Creates least-privilege policies for the deployer of flow logs and their related resources: one set for each account.
 * The result is empty if the stacks contain neither flow logs nor lakes.
 *
 * @param flowLogsOf the flow logs of each stack
 */
export function deployerPolicies(
  stacks: readonly TemplateStack[],
  flowLogsOf: DeployedFlowLogs,
  { everything = false }: DeployerOptions = {},
): AccountPolicies[] {
  const app = new AppValues(stacks, namingOf);
  const wanted = resourcesOfFlowLogs(app);
  const holding = stacks.filter(({ resources }) => resources.some((each) => wanted.has(each)));
  const accounts = new Set(holding.map(({ account }) => account));
  return [...accounts].map((account) => {
    const own = holding.filter((stack) => stack.account === account);
    const parts = own.map((stack) =>
      stackPart({ app, stack }, flowLogsOf(stack), (each) => everything || wanted.has(each)),
    );
    return {
      ...(account !== undefined && { account }),
      stacks: own.map(({ name }) => name),
      documents: policyDocuments(parts.flatMap(({ grants }) => grants)),
      notes: parts.flatMap(({ notes }) => notes),
    };
  });
}

function stackPart(
  scope: StackScope,
  all: readonly DeployedFlowLog[],
  isWanted: (resource: TemplateResource) => boolean,
) {
  const { stack } = scope;
  const covered = stack.resources.filter(isCovered);
  const wanted = covered.filter(isWanted);
  const flowLogs = all.filter(({ resource }) => isWanted(resource));
  const others = wanted.filter(({ type }) => type !== FLOW_LOG_TYPE);
  const grants = [
    ...flowLogs.flatMap((flowLog) => flowLogGrants(scope, flowLog)),
    ...others.flatMap((resource) => typeGrants(scope, resource) ?? []),
    ...parameterGrants(scope),
  ];
  return {
    grants,
    notes: [
      ...scopeNotes(stack),
      ...roleNotes(grants),
      ...localTemplateNotes(scope),
      ...flowLogs.flatMap((flowLog) => flowLogNotes(scope, flowLog)),
      ...counted(
        `${stack.name}: types that are not covered; add their permissions yourself`,
        stack.resources.filter((each) => !isCovered(each)),
      ),
      ...counted(
        `${stack.name}: omitted, because they are not related to flow logs (include them with --all)`,
        covered.filter((each) => !isWanted(each)),
      ),
    ],
  };
}

/** CloudFormation reads Parameter Store parameters with the deployer's permissions. Every CDK stack has one. */
function parameterGrants({ app, stack }: StackScope): Grant[] {
  const { account = UNKNOWN, region = UNKNOWN } = stack;
  const names = Object.values(stack.parameters)
    .filter(({ type }) => type.startsWith('AWS::SSM::Parameter::'))
    .map((parameter) => String(parameter.default ?? UNKNOWN));
  if (names.length === 0) return [];
  const prefix = `arn:${app.of(stack).partition}:ssm:${region}:${account}:parameter`;
  return [
    {
      topic: 'Parameters',
      actions: ['ssm:GetParameters'],
      resources: names.map((name) => `${prefix}/${name.replace(/^\//, '')}`),
      why: 'reads the parameters of the template from Parameter Store',
      source: 'AWS CloudFormation User Guide: SSM parameter types',
      neededBy: [stack.name],
    },
  ];
}

function scopeNotes({ name, account, region }: TemplateStack): string[] {
  const open = [
    ...(account === undefined ? ['account (--account)'] : []),
    ...(region === undefined ? ['region (--region; the partition defaults to aws)'] : []),
  ];
  return open.length === 0 ? [] : [`${name}: unknown ${open.join(' and ')}; ARNs contain * instead`];
}

/** The name of a role of another app can be unknown before deployment. */
function roleNotes(grants: readonly Grant[]): string[] {
  const open = grants.filter(({ resources }) => resources.some((arn) => arn.endsWith(`:role/${UNKNOWN}`)));
  const titles = [...new Set(open.flatMap(({ neededBy }) => neededBy))];
  return titles.map(
    (title) =>
      `${title}: the name of its role is unknown before deployment; replace role/* with the role's ARN`,
  );
}

function flowLogNotes({ app, stack }: StackScope, flowLog: DeployedFlowLog): string[] {
  const { title, resource, destinationTypes, problems } = flowLog;
  const { LogDestination, DeliverLogsPermissionArn } = resource.properties;
  const notes = problems.map((problem) => `${title}: ${problem}`);
  if (destinationTypes.includes(DestinationType.S3)) {
    const bucket = app.of(stack).resourceOf(LogDestination);
    const hasPolicy = app.stacks.some((each) =>
      each.resources.some(
        ({ type, properties }) =>
          type === 'AWS::S3::BucketPolicy' &&
          bucket !== undefined &&
          app.of(each).resourceOf(properties.Bucket)?.resource === bucket.resource,
      ),
    );
    if (!hasPolicy) {
      notes.push(
        `${title}: this app contains no policy of its bucket. If the bucket does not allow log delivery yet, AWS adds ` +
          'the statements only if the deployer has s3:GetBucketPolicy and s3:PutBucketPolicy on the bucket',
      );
    }
  }
  const isForLogs = destinationTypes.every((type) => type === DestinationType.CLOUD_WATCH_LOGS);
  if (isForLogs && destinationTypes.length > 0 && DeliverLogsPermissionArn === undefined) {
    notes.push(`${title}: delivers to CloudWatch Logs without a role; AWS rejects it`);
  }
  return notes;
}

function counted(what: string, resources: readonly TemplateResource[]): string[] {
  const counts = new Map<string, number>();
  for (const { type } of resources) counts.set(type, (counts.get(type) ?? 0) + 1);
  const list = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([type, count]) => `${type} (${count})`);
  return list.length === 0 ? [] : [`${what}: ${list.join(', ')}`];
}
