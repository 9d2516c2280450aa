import { DestinationType, FLOW_LOG_TYPE } from '../flow-log';
import { type DeclaredFlowLog, flowLogsOf } from '../template/flow-logs';
import { AppValues, UNKNOWN } from '../template/stack-values';
import type { TemplateResource, TemplateStack } from '../template/template-stack';
import { isCovered, resourcesOfFlowLogs } from './belonging';
import { namingOf } from './catalogue';
import { flowLogGrants } from './flow-log-grants';
import type { Grant } from './grant';
import type { Place } from './place';
import { type PolicyDocument, policyDocuments } from './policy-documents';
import { typeGrants } from './type-grants';

/** What the deployer of one account needs. */
export interface AccountPolicies {
  /** Nothing, where the stacks leave the account open. */
  readonly account?: string;
  readonly stacks: readonly string[];
  readonly documents: readonly PolicyDocument[];
  /** What is left open, or left out. */
  readonly notes: readonly string[];
}

/** Options of `deployerPolicies`. */
export interface DeployerOptions {
  /**
   * Take in every resource of the stacks that hold flow logs, whether it comes with them or not.
   *
   * @default false
   */
  readonly everything?: boolean;
}

/**
 * The least that whoever deploys flow logs, and what comes with them, must be allowed to do: one set of policies for
 * each account. Empty where there are neither flow logs nor lakes.
 */
export function deployerPolicies(
  stacks: readonly TemplateStack[],
  { everything = false }: DeployerOptions = {},
): AccountPolicies[] {
  const app = new AppValues(stacks, namingOf);
  const wanted = resourcesOfFlowLogs(app);
  const holding = stacks.filter(({ resources }) => resources.some((each) => wanted.has(each)));
  const accounts = new Set(holding.map(({ account }) => account));
  return [...accounts].map((account) => {
    const own = holding.filter((stack) => stack.account === account);
    const parts = own.map((stack) => stackPart({ app, stack }, (each) => everything || wanted.has(each)));
    return {
      ...(account !== undefined && { account }),
      stacks: own.map(({ name }) => name),
      documents: policyDocuments(parts.flatMap(({ grants }) => grants)),
      notes: parts.flatMap(({ notes }) => notes),
    };
  });
}

function stackPart(place: Place, isWanted: (resource: TemplateResource) => boolean) {
  const { app, stack } = place;
  const covered = stack.resources.filter(isCovered);
  const wanted = covered.filter(isWanted);
  const flowLogs = flowLogsOf(stack, app.of(stack)).filter(({ resource }) => isWanted(resource));
  const others = wanted.filter(({ type }) => type !== FLOW_LOG_TYPE);
  const grants = [
    ...flowLogs.flatMap((flowLog) => flowLogGrants(place, flowLog)),
    ...others.flatMap((resource) => typeGrants(place, resource) ?? []),
    ...parameterGrants(place),
  ];
  return {
    grants,
    notes: [
      ...placeNotes(stack),
      ...roleNotes(grants),
      ...flowLogs.flatMap((flowLog) => flowLogNotes(place, flowLog)),
      ...counted(
        `${stack.name}: not covered, allow what they need beside this`,
        stack.resources.filter((each) => !isCovered(each)),
      ),
      ...counted(
        `${stack.name}: left out, as they do not come with flow logs (--all takes them in)`,
        covered.filter((each) => !isWanted(each)),
      ),
    ],
  };
}

/** CloudFormation reads parameters of the Parameter Store in the deployer's name; every CDK stack has one. */
function parameterGrants({ app, stack }: Place): Grant[] {
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
      why: 'reads parameters of the template from the Parameter Store',
      source: 'AWS CloudFormation User Guide: SSM parameter types',
      neededBy: [stack.name],
    },
  ];
}

function placeNotes({ name, account, region }: TemplateStack): string[] {
  const open = [
    ...(account === undefined ? ['account (--account)'] : []),
    ...(region === undefined ? ['region (--region), and the partition is taken to be aws'] : []),
  ];
  return open.length === 0 ? [] : [`${name}: leaves open its ${open.join(' and ')}: ARNs have a * there`];
}

/** A role that comes from elsewhere has no name before it is deployed. */
function roleNotes(grants: readonly Grant[]): string[] {
  const open = grants.filter(({ resources }) => resources.some((arn) => arn.endsWith(`:role/${UNKNOWN}`)));
  const titles = [...new Set(open.flatMap(({ neededBy }) => neededBy))];
  return titles.map((title) => `${title}: its role is known only when deployed: put its name for role/*`);
}

function flowLogNotes({ app, stack }: Place, flowLog: DeclaredFlowLog): string[] {
  const { title, resource, destinationType, formatProblem } = flowLog;
  const { LogDestination, DeliverLogsPermissionArn } = resource.properties;
  const notes = formatProblem ? [`${title}: permissions for its fields are not known: ${formatProblem}`] : [];
  if (destinationType === DestinationType.S3) {
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
        `${title}: its bucket has no policy in this app: where that bucket does not let log delivery in yet, AWS ` +
          'writes a policy only for a deployer that may s3:GetBucketPolicy and s3:PutBucketPolicy on it',
      );
    }
  }
  if (destinationType === DestinationType.CLOUD_WATCH_LOGS && DeliverLogsPermissionArn === undefined) {
    notes.push(`${title}: delivers to CloudWatch Logs and names no role: AWS will refuse it`);
  }
  return notes;
}

function counted(what: string, resources: readonly TemplateResource[]): string[] {
  const counts = new Map<string, number>();
  for (const { type } of resources) counts.set(type, (counts.get(type) ?? 0) + 1);
  const list = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([type, count]) => `${type} (${count})`);
  return list.length === 0 ? [] : [`${what}: ${list.join(', ')}`];
}
