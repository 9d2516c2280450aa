import { CfnResource } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Dependable, type IConstruct, type IDependable } from 'constructs';
import { targetsOf } from './references';

/** Id of the custom resource that empties a bucket before its deletion: `autoDeleteObjects` and the mixin of CDK. */
const AUTO_DELETE_ID = 'AutoDeleteObjectsCustomResource';

/**
 * What CloudFormation must create before a flow log to a bucket, and so deletes after it:
 *
 * - the policy of the bucket: AWS adds its own policy to a bucket without one when a flow log is created;
 * - the custom resource that empties the bucket: see `emptierOf`.
 */
export function beforeFlowLogsTo(bucket: s3.IBucket): IDependable {
  return atSynthesis(() => [...(bucket.policy ? [bucket.policy] : []), ...emptiersIn(bucket)]);
}

/**
 * The custom resource of `autoDeleteObjects`, if the bucket has it. A writer of the bucket depends on it: otherwise
 * CloudFormation could empty the bucket first, and cannot delete the bucket that the writer fills again.
 *
 * @param writer construct with all resources of the writer
 */
export function emptierOf(bucket: s3.IBucket, writer: IConstruct): IDependable {
  return atSynthesis(() => unlessNamed(emptiersIn(bucket), writer));
}

/** The custom resources that empty the buckets to which a resource refers, unless their policies name the resource. */
export function emptiersBehind(writer: CfnResource): IDependable {
  return atSynthesis(() =>
    [...targetsOf(writer)]
      .filter(s3.CfnBucket.isCfnBucket)
      .flatMap((bucket) => unlessNamed(emptiersIn(bucket), writer)),
  );
}

/** Both can be added to a bucket until synthesis. */
function atSynthesis(dependencyRoots: () => IConstruct[]): IDependable {
  const dependable = {};
  Dependable.implement(dependable, {
    get dependencyRoots() {
      return dependencyRoots();
    },
  });
  return dependable;
}

/** The custom resource is a child of the bucket or of its L1. */
function emptiersIn(bucket: IConstruct): IConstruct[] {
  const { scope: owner, defaultChild } = bucket.node;
  const places = [bucket, defaultChild, owner?.node.defaultChild === bucket ? owner : undefined];
  const found = places.map((place) => place?.node.tryFindChild(AUTO_DELETE_ID));
  return found.filter((each) => each !== undefined).slice(0, 1);
}

/** The custom resources, unless their policies name a resource of the writer: they would depend on each other. */
function unlessNamed(emptiers: IConstruct[], writer: IConstruct): IConstruct[] {
  if (emptiers.length === 0) return [];
  const named = emptiers
    .flatMap(({ node }) => node.dependencies)
    .flatMap((policy) => resourcesIn(policy))
    .flatMap((resource) => [...targetsOf(resource)]);
  const own = new Set<IConstruct>(resourcesIn(writer));
  return named.some((target) => own.has(target)) ? [] : emptiers;
}

function resourcesIn(construct: IConstruct): CfnResource[] {
  return construct.node.findAll().filter((node) => CfnResource.isCfnResource(node));
}
