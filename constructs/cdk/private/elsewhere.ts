import { Resource, Stack, Stage, Token } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { ResourceEnvironment } from 'aws-cdk-lib/interfaces';
import type { IConstruct } from 'constructs';
import type { FlowLakeProps } from '../flow-lake-props';
import type { IFlowLake } from '../i-flow-lake';
import { isInOtherAccount, isInOtherEnvironment, isInOtherRegion } from './environment';

const CENTRAL_LAKE = "new CentralFlowLake(this, 'Lake', { rawBucketName })";

/** Names an account and a region in messages. */
export function placeOf({ account, region }: ResourceEnvironment): string {
  const named = (kind: string, value: string) =>
    Token.isUnresolved(value) ? `the ${kind} of the deployment` : `${kind} ${value}`;
  return `${named('account', account)}, ${named('region', region)}`;
}

/** Whether the app creates a resource in another Stage. CDK rejects references from one Stage to another. */
export function isInOtherStage(scope: IConstruct, resource: IConstruct): boolean {
  return Resource.isOwnedResource(resource) && Stage.of(resource) !== Stage.of(scope);
}

/**
 * Names the Stages of two constructs in messages.
 *
 * @param user what refers to the resource
 */
export function stagesOf(scope: IConstruct, resource: IConstruct, user = 'the flow log is'): string {
  const name = (construct: IConstruct) => Stage.of(construct)?.node.path || 'the app';
  return `is in ${name(resource)}, but ${user} in ${name(scope)}. CDK cannot refer from one Stage to another`;
}

/** Problems of a lake that is created in another Stage, or without a name in another account or region. */
export function lakeReferenceProblems(scope: IConstruct, { rawBucket }: IFlowLake): string[] {
  return referenceProblemsOf(scope, rawBucket, {
    inStage: `set rawBucketName and senders of the lake, and deliver to ${CENTRAL_LAKE}`,
    unnamed: `set rawBucketName of the lake, or name the bucket in ${CENTRAL_LAKE}`,
  });
}

/** As `lakeReferenceProblems`, for a delivery stream. A stream cannot deliver to a lake of another account or Stage. */
export function streamLakeReferenceProblems(scope: IConstruct, { rawBucket }: IFlowLake): string[] {
  const central =
    'set rawBucketName and senders of the lake, and deliver through S3 with FlowLogDestination.toLake to ' +
    `${CENTRAL_LAKE}. Delivery streams need a lake of their own account and Stage`;
  return referenceProblemsOf(scope, rawBucket, {
    inStage: central,
    unnamed: isInOtherAccount(scope, Stack.of(rawBucket)) ? central : 'set rawBucketName of the lake',
  });
}

function referenceProblemsOf(
  scope: IConstruct,
  rawBucket: s3.IBucket,
  fixes: { readonly inStage: string; readonly unnamed: string },
): string[] {
  const lake = rawBucket.node.scope?.node.path ?? rawBucket.node.path;
  if (isInOtherStage(scope, rawBucket)) {
    return [`lake ${lake} ${stagesOf(scope, rawBucket)}: ${fixes.inStage}`];
  }
  if (!isUnnamedElsewhere(scope, rawBucket)) return [];
  return [
    `${elsewhere(scope, `lake ${lake}`, Stack.of(rawBucket))}, and its raw bucket has no name that CDK knows: ` +
      fixes.unnamed,
  ];
}

/** A prop with a resource that can be created in another Stage, or without a name in another account or region. */
export interface ReferredResource {
  /** Name of the prop. */
  readonly prop: string;

  readonly resource: IConstruct;

  /**
   * What refers to the resource, with its verb.
   *
   * @default 'the flow log is'
   */
  readonly user?: string;

  /** Prop with the name of the resource. */
  readonly nameProp: string;

  /** Method that imports the resource. */
  readonly importMethod: string;
}

/** Problems of a prop that CDK cannot refer to: its resource is in another Stage, or has no name elsewhere. */
export function referenceProblems(
  scope: IConstruct,
  { prop, resource, user, nameProp, importMethod }: ReferredResource,
): string[] {
  const name = `${prop} ${resource.node.path}`;
  if (isInOtherStage(scope, resource)) {
    return [`${name} ${stagesOf(scope, resource, user)}: set ${nameProp}, and use ${importMethod}`];
  }
  if (!isUnnamedElsewhere(scope, resource)) return [];
  return [
    `${elsewhere(scope, name, Stack.of(resource), user)}, and CDK does not know its name: set its ${nameProp}`,
  ];
}

/** Problems of a bucket that is created in another Stage, or without a name in another account or region. */
export function bucketReferenceProblems(scope: IConstruct, bucket: s3.IBucket): string[] {
  const importMethod = 'Bucket.fromBucketName';
  return referenceProblems(scope, { prop: 'bucket', resource: bucket, nameProp: 'bucketName', importMethod });
}

/** Problems of a role that is created in another Stage, or without a name in another region. */
export function roleReferenceProblems(scope: IConstruct, role: iam.IRole): string[] {
  const importMethod = 'Role.fromRoleName in the Stage of the flow log';
  return referenceProblems(scope, { prop: 'role', resource: role, nameProp: 'roleName', importMethod });
}

function elsewhere(
  scope: IConstruct,
  name: string,
  env: ResourceEnvironment,
  user = 'the flow log is',
): string {
  return `${name} is in ${placeOf(env)}, ${user} in ${placeOf(Stack.of(scope))}`;
}

/** Whether CDK would throw because it needs the name of a resource, as its `Resource` class decides it. */
function isUnnamedElsewhere(scope: IConstruct, resource: IConstruct): boolean {
  const { _allowCrossEnvironment: isNamed } = resource as unknown as {
    readonly _allowCrossEnvironment?: boolean;
  };
  if (!Resource.isOwnedResource(resource) || isNamed !== false) return false;
  const [here, there] = [Stack.of(scope), Stack.of(resource)];
  const { _crossRegionReferences: exports } = here as unknown as {
    readonly _crossRegionReferences?: boolean;
  };
  return here.account !== there.account || (here.region !== there.region && !exports);
}

/** Problems of the props of a lake that name resources of another account, region or Stage. */
export function lakePlaceProblems(lake: IConstruct, props: FlowLakeProps): string[] {
  const { encryptionKey, tableBucket } = props;
  const problems = keyPlaceProblems(lake, 'encryptionKey', encryptionKey);
  if (tableBucket && isInOtherRegion(lake, tableBucket.env)) {
    problems.push(
      `tableBucket is ${tableBucket.node.path} in ${placeOf(tableBucket.env)}, the lake is in ` +
        `${placeOf(Stack.of(lake))}: use a bucket of the region of the lake. The normalizer writes to its own region only`,
    );
  } else if (tableBucket) {
    problems.push(
      ...referenceProblems(lake, {
        prop: 'tableBucket',
        resource: tableBucket,
        user: 'the lake is',
        nameProp: 'bucketName',
        importMethod: 'Bucket.fromBucketName',
      }),
    );
  }
  return problems;
}

/**
 * Problems of a key of another account, region or Stage.
 *
 * Source: Amazon S3 User Guide, "Using server-side encryption with AWS KMS keys": the key is in the region of the bucket.
 */
export function keyPlaceProblems(scope: IConstruct, name: string, key: kms.IKey | undefined): string[] {
  if (!key) return [];
  const here = Stack.of(scope);
  const where = `${name} is ${key.node.path} in ${placeOf(key.env)}, the resources that it encrypts are in ${placeOf(here)}`;
  if (isInOtherRegion(scope, key.env)) {
    return [
      `${where}: use a key of their region, or the replica of a multi-Region key in their region. AWS services encrypt ` +
        'with keys of their own region only',
    ];
  }
  const isOwned = Resource.isOwnedResource(key);
  if (isOwned && (isInOtherEnvironment(scope, key.env) || isInOtherStage(scope, key))) {
    return [
      `${where}${isInOtherStage(scope, key) ? ', in another Stage' : ''}: pass it as kms.Key.fromKeyArn(...), because ` +
        'CDK cannot refer to a key that is created there, and add the printed statements to its policy',
    ];
  }
  return [];
}

/** Problems of a target of another account, region or Stage. */
export function targetPlaceProblems(
  scope: IConstruct,
  target: IConstruct,
  env: ResourceEnvironment,
): string[] {
  const fix =
    'create the VpcFlowLogs where the target is. It can deliver to a lake elsewhere: see CentralFlowLake';
  if (isInOtherEnvironment(scope, env)) {
    return [
      `the target ${target.node.path} is in ${placeOf(env)}, but the flow log is in ${placeOf(Stack.of(scope))}. AWS ` +
        `records a resource only from its own account and region: ${fix}`,
    ];
  }
  const isHere = Stage.of(target) === Stage.of(scope);
  return isHere ? [] : [`the target ${target.node.path} ${stagesOf(scope, target)}: ${fix}`];
}
