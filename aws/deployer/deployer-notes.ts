import { DestinationType } from '../flow-log';
import { UNKNOWN } from '../template/stack-values';
import { type TemplateResource, type TemplateStack, titleOf } from '../template/template-stack';
import { bucketOf } from './bucket-policy-grants';
import type { DeployedFlowLog } from './deployed-flow-log';
import type { Grant } from './grant';
import { isAnyKey } from './key-grants';
import { isCovered } from './related-resources';
import type { StackScope } from './stack-scope';

/** The account or region of a stack that is unknown. */
export function scopeNotes({ name, account, region }: TemplateStack): string[] {
  const open = [
    ...(account === undefined ? ['account (--account)'] : []),
    ...(region === undefined ? ['region (--region; the partition defaults to aws)'] : []),
  ];
  return open.length === 0 ? [] : [`${name}: unknown ${open.join(' and ')}; ARNs contain * instead`];
}

/** The name of a role of another app can be unknown before deployment. */
export function roleNotes(grants: readonly Grant[]): string[] {
  const open = grants.filter(({ resources }) => resources.some((arn) => arn.endsWith(`:role/${UNKNOWN}`)));
  const titles = [...new Set(open.flatMap(({ neededBy }) => neededBy))];
  return titles.map(
    (title) =>
      `${title}: the name of its role is unknown before deployment; replace role/* with the role's ARN`,
  );
}

/** Values of a flow log that are unknown, and what its delivery requires outside of the app. */
export function flowLogNotes(scope: StackScope, flowLog: DeployedFlowLog): string[] {
  const { title, resource, destinationTypes, problems } = flowLog;
  const { LogDestination, DeliverLogsPermissionArn } = resource.properties;
  const notes = problems.map((problem) => `${title}: ${problem}`);
  const isForS3 = destinationTypes.includes(DestinationType.S3);
  if (isForS3 && bucketOf(scope, LogDestination) === undefined) {
    notes.push(
      `${title}: its bucket belongs to another app. If the policy of the bucket does not allow log delivery yet, AWS adds ` +
        'the statements only if the deployer has s3:GetBucketPolicy and s3:PutBucketPolicy on the bucket',
    );
  }
  const isForLogs = destinationTypes.every((type) => type === DestinationType.CLOUD_WATCH_LOGS);
  if (isForLogs && destinationTypes.length > 0 && DeliverLogsPermissionArn === undefined) {
    notes.push(`${title}: delivers to CloudWatch Logs without a role; AWS rejects it`);
  }
  return notes;
}

/** Resources of a stack whose permissions the policies lack. */
export function typeNotes(stack: TemplateStack, isWanted: (resource: TemplateResource) => boolean): string[] {
  return [
    ...counted(
      `${stack.name}: types that are not covered; add their permissions yourself`,
      stack.resources.filter((each) => !isCovered(each)),
    ),
    ...counted(
      `${stack.name}: omitted, because they are not related to flow logs (include them with --all)`,
      stack.resources.filter((each) => isCovered(each) && !isWanted(each)),
    ),
  ];
}

/** Tags of the command line, which the policies do not contain because a tag can allow access to every key. */
export function keyTagNotes(stack: TemplateStack, resources: readonly TemplateResource[]): string[] {
  return resources
    .filter(({ type, properties }) => type === 'AWS::KMS::Key' && properties.Tags === undefined)
    .map(
      (resource) =>
        `${titleOf(stack, resource)}: if the deployment sets tags that the template lacks (cdk deploy --tags), add ` +
        'kms:TagResource and kms:UntagResource on the key',
    );
}

/** Lake Formation authorizes the creation of databases in addition to IAM, in accounts that use it. */
export function lakeFormationNotes(stack: TemplateStack, resources: readonly TemplateResource[]): string[] {
  return resources
    .filter(({ type }) => type === 'AWS::Glue::Database')
    .map(
      (resource) =>
        `${titleOf(stack, resource)}: if the account uses AWS Lake Formation, the deployer also needs its permission ` +
        'CREATE_DATABASE on the catalog, which an administrator of the data lake grants',
    );
}

/** Stacks for which no policy is created. */
export function omittedStackNotes(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  return [`stacks without resources of flow logs are omitted: ${names.join(', ')}`];
}

/** Services whose ARNs have nothing but the name of the resource after the account. */
const WITHOUT_KIND: readonly string[] = ['s3', 'sqs', 'sns'];

/** Kinds of resources that precede the name in ARNs. */
const KINDS: readonly string[] = ['alarm', 'deliverystream', 'function', 'log-group', 'workgroup'];

/** Whether an ARN matches each resource of a kind in an account, because the name of the resource is unknown. */
function isAnyName(arn: string): boolean {
  const [prefix, partition, service = '', , , ...rest] = arn.split(':');
  if (prefix !== 'arn') return false;
  if (partition === '*') return true;
  const resource = rest.join(':');
  if (WITHOUT_KIND.includes(service)) return resource.startsWith('*');
  return KINDS.some((kind) => resource === `${kind}:*` || resource === `${kind}/*`);
}

/** Actions that apply to each resource of a kind, because the template does not contain the name of the resource. */
export function unknownNameWarnings(grants: readonly Grant[]): string[] {
  const found = new Map<string, Set<string>>();
  for (const { actions, resources, condition, neededBy } of grants) {
    if (condition?.StringLike?.['kms:ViaService'] !== undefined) continue;
    for (const resource of resources.filter(isAnyName)) {
      for (const title of neededBy) {
        const key = `${title}\n${resource}`;
        found.set(key, new Set([...(found.get(key) ?? []), ...actions]));
      }
    }
  }
  return [...found].map(([key, actions]) => {
    const [title, resource] = key.split('\n');
    return (
      `${title}: a name is unknown before deployment, so ${[...actions].sort().join(', ')} apply to ${resource}. ` +
      'Give the value (--parameters), or replace the ARN'
    );
  });
}

/** Actions that change KMS keys, and that apply to every key of the account, because the id of the key is unknown. */
export function anyKeyWarnings({ stack }: StackScope, grants: readonly Grant[]): string[] {
  const byTitle = new Map<string, string[]>();
  for (const { actions, resources, condition, neededBy } of grants) {
    const isLimited = condition?.StringLike?.['kms:ViaService'] !== undefined;
    if (isLimited || !resources.some(isAnyKey)) continue;
    const changes = actions.filter((action) => /^kms:(?!Describe|Get|List)/.test(action));
    for (const title of neededBy) byTitle.set(title, [...(byTitle.get(title) ?? []), ...changes]);
  }
  const { account = 'the account', region = 'each region' } = stack;
  return [...byTitle]
    .filter(([, actions]) => actions.length > 0)
    .map(
      ([title, actions]) =>
        `${title}: the id of a key is unknown before its creation, so ${actions.sort().join(', ')} apply to every KMS key ` +
        `of ${account} in ${region} whose policy delegates to IAM. After the first deployment, replace key/* with the ARN ` +
        'of the key and remove kms:CreateKey',
    );
}

function counted(what: string, resources: readonly TemplateResource[]): string[] {
  const counts = new Map<string, number>();
  for (const { type } of resources) counts.set(type, (counts.get(type) ?? 0) + 1);
  const list = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([type, count]) => `${type} (${count})`);
  return list.length === 0 ? [] : [`${what}: ${list.join(', ')}`];
}
