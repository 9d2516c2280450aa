import { type CfnResource, Stack } from 'aws-cdk-lib';
import { objectOf } from '../../../flows/json-object';

/** Properties of a resource as in the template, with those that escape hatches set. Call it at synthesis. */
export function renderedProperties(resource: CfnResource): Readonly<Record<string, unknown>> {
  // CDK has no public method that returns them
  const template = (resource as unknown as { _toCloudFormation(): object })._toCloudFormation();
  const [entry] = Object.values(objectOf(objectOf(Stack.of(resource).resolve(template)).Resources));
  return objectOf(objectOf(entry).Properties);
}
