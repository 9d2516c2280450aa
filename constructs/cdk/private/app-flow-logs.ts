import { CfnResource, Stack, Stage } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import { FLOW_LOG_TYPE } from '../../../aws/flow-log';
import type { IFlowLake } from '../i-flow-lake';
import { isInOtherEnvironment } from './environment';
import { type Identity, identityOf, parentOf } from './identities';
import { vpcsOfImportedSubnets } from './imported-subnets';

/** A flow log of the app, by any construct. */
export interface AppFlowLog {
  readonly resource: ec2.CfnFlowLog;
  readonly target: Identity;
  /** Identifies the destination, with the folder in a bucket. */
  readonly destination: string;
  /** Identifies the lake whose table has a row for each record. */
  readonly lake?: string;
  /** Whether `VpcFlowLogs` created it. */
  readonly isOurs: boolean;
}

/** The lakes of the flow logs that `VpcFlowLogs` created; undefined for flow logs without a lake. */
const LAKES = new WeakMap<CfnResource, IFlowLake | undefined>();

/** Records the lake that receives the records of a flow log. */
export function registerFlowLog(flowLog: ec2.CfnFlowLog, lake: IFlowLake | undefined): void {
  LAKES.set(flowLog, lake);
  LATEST.delete(flowLog.node.root);
}

/** The flow logs of each app when one of its stages was validated: all constructs of a stage see the same ones. */
const LATEST = new WeakMap<
  IConstruct,
  { readonly stage: Stage | undefined; readonly flowLogs: AppFlowLogs }
>();

/** The flow logs of an app at one time. */
export class AppFlowLogs {
  readonly all: readonly AppFlowLog[];
  private readonly byTarget = new Map<string, AppFlowLog[]>();
  private readonly importedSubnets: ReadonlyMap<string, Identity>;

  /** Returns the flow logs of a complete app: CDK validates it stage by stage. */
  static whenComplete(scope: IConstruct): AppFlowLogs {
    const { root } = scope.node;
    const stage = Stage.of(scope);
    const latest = LATEST.get(root);
    if (latest && latest.stage === stage) return latest.flowLogs;
    const flowLogs = new AppFlowLogs(root);
    LATEST.set(root, { stage, flowLogs });
    return flowLogs;
  }

  constructor(root: IConstruct) {
    const constructs = root.node.findAll();
    this.all = constructs.filter(isFlowLog).map(appFlowLog);
    this.importedSubnets = vpcsOfImportedSubnets(constructs);
    for (const each of this.all) {
      const same = this.byTarget.get(each.target.key);
      if (same) same.push(each);
      else this.byTarget.set(each.target.key, [each]);
    }
  }

  /** The resource whose flow logs record the traffic of a target, too: the VPC of a subnet, also of an imported one. */
  parentOf({ key, resource }: Identity): Identity | undefined {
    return resource ? parentOf(resource) : this.importedSubnets.get(key);
  }

  /** Flow logs with a target, in the account and region of the scope, in the order of the construct tree. */
  on({ key }: Identity, scope: IConstruct): readonly AppFlowLog[] {
    const all = this.byTarget.get(key) ?? [];
    return all.filter(({ resource }) => !isInOtherEnvironment(scope, resource.stack));
  }
}

function isFlowLog(node: IConstruct): node is ec2.CfnFlowLog {
  return CfnResource.isCfnResource(node) && node.cfnResourceType === FLOW_LOG_TYPE;
}

function appFlowLog(resource: ec2.CfnFlowLog): AppFlowLog {
  const { logDestination, logGroupName } = resource;
  const lake = LAKES.get(resource);
  return {
    resource,
    target: identityOf(resource, resource.resourceId),
    destination: identityOf(resource, logDestination ?? logGroupName).key.replace(/\/$/, ''),
    ...(lake && { lake: identityOf(resource, lake.rawBucket.bucketName).key }),
    isOurs: LAKES.has(resource),
  };
}

/** Whether two flow logs certainly exist together or not, as far as their conditions show. */
export function canExistTogether(one: AppFlowLog, other: AppFlowLog): boolean {
  const [left, right] = [one, other].map(({ resource }) => resource.cfnOptions.condition);
  return left === undefined || right === undefined || left === right;
}

/** Name of a flow log in messages: the path of the construct that created it. */
export function nameOf({ resource, isOurs }: AppFlowLog): string {
  return (isOurs ? resource.node.scope : undefined)?.node.path ?? resource.node.path;
}

/** The settings of a flow log in a form that can be compared. */
export function settingsOf({ resource }: AppFlowLog): string {
  const { logFormat, maxAggregationInterval, destinationOptions = {} } = resource;
  const options: unknown = Stack.of(resource).resolve(destinationOptions);
  // AWS has the names in Pascal case, aws-cdk-lib in camel case
  const byName = Object.entries(options as Readonly<Record<string, unknown>>)
    .map(([name, value]) => [name.toLowerCase(), value])
    .sort();
  return JSON.stringify([Stack.of(resource).resolve(logFormat), maxAggregationInterval, byName]);
}
