import type { AppValues, StackResource } from '../../../aws/template/stack-values';
import { type TemplateResource, type TemplateStack, titleOf } from '../../../aws/template/template-stack';
import {
  addressIn,
  Cloud,
  type DeploymentUnit,
  type Fact,
  known,
  UnknownCause,
  unknown,
  unknownAt,
  type Value,
} from '../../facts';
import { displayPath } from '../../locations/display-path';
import { userSourceLocation } from '../../locations/user-source-location';
import { TemplateValues } from './template-value';

/** Looks up the resources of one app and returns their facts. */
export class TemplateFacts {
  readonly values: TemplateValues;
  private readonly byType = new Map<string, StackResource[]>();
  private readonly units: ReadonlyMap<TemplateStack, DeploymentUnit>;
  private policies: Map<string, unknown[]> | undefined;

  constructor(readonly app: AppValues) {
    this.values = new TemplateValues(app);
    this.units = new Map(app.stacks.map((stack) => [stack, unitOf(stack)]));
    for (const stack of app.stacks) {
      for (const resource of stack.resources) {
        const all = this.byType.get(resource.type) ?? [];
        all.push({ stack, resource });
        this.byType.set(resource.type, all);
      }
    }
  }

  /** Returns all resources of a type. */
  ofType(type: string): readonly StackResource[] {
    return this.byType.get(type) ?? [];
  }

  /** Returns the policy documents of a bucket by its address, or by its name for a literal bucket name. */
  policiesOn(bucket: string): readonly unknown[] {
    this.policies ??= this.indexPolicies();
    return this.policies.get(bucket) ?? [];
  }

  private indexPolicies(): Map<string, unknown[]> {
    const index = new Map<string, unknown[]>();
    for (const { stack, resource } of this.ofType('AWS::S3::BucketPolicy')) {
      const { Bucket, PolicyDocument } = resource.properties;
      const target = this.resourceIn(Bucket, stack);
      const key = target ? addressOf(target) : String(Bucket);
      index.set(key, [...(index.get(key) ?? []), PolicyDocument]);
    }
    return index;
  }

  factOf(stack: TemplateStack, resource: TemplateResource): Fact & { readonly cloud: Cloud.AWS } {
    const source = resource.path === undefined ? undefined : sourceOf(stack, resource.path);
    return {
      cloud: Cloud.AWS,
      unit: this.units.get(stack) as DeploymentUnit,
      localName: resource.logicalId,
      address: addressOf({ stack, resource }),
      title: titleOf(stack, resource),
      type: resource.type,
      where: {
        artifact: displayPath(stack.file ?? stack.id),
        pointer: `/Resources/${resource.logicalId}`,
        path: resource.path ?? addressOf({ stack, resource }),
        ...(source && { source }),
      },
    };
  }

  /** Returns the address of the resource of the app that a value references, or else the id or ARN in the value. */
  target(json: unknown, stack: TemplateStack, at: string): Value<string> {
    const value = this.values.text(json, stack, at);
    if (value.known)
      return value.value === undefined
        ? unknown('it is not set', at, UnknownCause.NOT_SET)
        : known(value.value, at);
    const resource = this.resourceIn(json, stack);
    return resource ? known(addressOf(resource), at) : unknownAt(value);
  }

  /** Returns the only resource that a value references; `undefined` for a condition or several resources. */
  resourceIn(json: unknown, stack: TemplateStack): StackResource | undefined {
    if (containsCondition(json)) return undefined;
    const found = this.app.of(stack).resourcesIn(json);
    return found.length === 1 ? found[0] : undefined;
  }
}

export function addressOf({ stack, resource }: StackResource): string {
  return addressIn({ name: stack.id }, resource.logicalId);
}

function unitOf({ id, artifact, file, account, region }: TemplateStack): DeploymentUnit {
  return {
    name: id,
    artifact: displayPath(artifact ?? file ?? id),
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
  };
}

/** Returns the line of the user's code that creates a construct, or else the line that creates its nearest parent. */
function sourceOf({ metadata }: TemplateStack, path: string) {
  for (let scope = path; scope !== ''; scope = scope.slice(0, Math.max(0, scope.lastIndexOf('/')))) {
    const entry = metadata?.get(scope)?.find(({ type }) => type === 'aws:cdk:creationStack');
    const location = userSourceLocation(entry?.data);
    if (location) return location;
  }
  return undefined;
}

function containsCondition(json: unknown): boolean {
  if (Array.isArray(json)) return json.some(containsCondition);
  if (typeof json !== 'object' || json === null) return false;
  return Object.entries(json).some(([key, each]) => key === 'Fn::If' || containsCondition(each));
}
