import { TARGET_RESOURCES } from '../../../aws/flow-log';
import {
  ABSENT,
  type Evaluated,
  isList,
  isScalar,
  PartialValue,
  type StackResource,
} from '../../../aws/template/evaluated';
import type { AppValues } from '../../../aws/template/stack-values';
import {
  resourceAddress,
  type TemplateResource,
  type TemplateStack,
  titleOf,
} from '../../../aws/template/template-stack';
import { reasonOf } from '../../../aws/template/unknown-parts';
import {
  Cloud,
  type DeploymentUnit,
  type Existence,
  type Fact,
  known,
  UnknownCause,
  unknown,
  type Value,
} from '../../facts';
import { displayPath } from '../../locations/display-path';
import { userSourceLocation } from '../../locations/user-source-location';
import { TemplateTexts } from './template-texts';
import { TemplateValues, type ValueScope } from './template-value';

/** Looks up the resources of one app and returns their facts. Resources under a condition that is false do not exist. */
export class TemplateFacts {
  readonly values: TemplateValues;
  readonly texts: TemplateTexts;
  private readonly byType = new Map<string, StackResource[]>();
  private readonly units: ReadonlyMap<TemplateStack, DeploymentUnit>;

  constructor(readonly app: AppValues) {
    this.values = new TemplateValues(app);
    this.texts = new TemplateTexts(app);
    this.units = new Map(app.stacks.map((stack) => [stack, unitOf(stack)]));
    for (const stack of app.stacks) {
      for (const resource of stack.resources) {
        if (app.existence({ stack, resource }) === false) continue;
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

  factOf(stack: TemplateStack, resource: TemplateResource): Fact & { readonly cloud: Cloud.AWS } {
    const source = resource.path === undefined ? undefined : sourceOf(stack, resource.path);
    const existsIf = this.existenceOf({ stack, resource });
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
      ...(existsIf && { existsIf }),
    };
  }

  private existenceOf(resource: StackResource): Existence | undefined {
    const formula = this.app.existence(resource);
    if (typeof formula === 'boolean') return undefined;
    for (let current: StackResource | undefined = resource; current; ) {
      const { condition } = current.resource;
      if (condition !== undefined) return { formula, text: `the condition ${condition} is true` };
      current = this.app.index.creatorOf(current.stack);
    }
    return undefined;
  }

  /** Returns the address of the resource of the app that a value references, or else the id or ARN in the value. */
  target(json: unknown, scope: ValueScope, at: string): Value<string> {
    return this.values.each(json, scope, targetOf, at);
  }

  /** Returns the only resource that a value references; `undefined` for a condition or several resources. */
  resourceIn(json: unknown, scope: ValueScope): StackResource | undefined {
    return referencedIn(this.values.evaluate(json, scope));
  }
}

/** Returns the only resource in an evaluated value; `undefined` if it depends on an unknown condition. */
export function referencedIn(value: Evaluated): StackResource | undefined {
  // a list with one item is a single value
  const [only = ABSENT, other] = isList(value) ? value : [value];
  if (!(only instanceof PartialValue) || other !== undefined) return undefined;
  const found = new Map<TemplateResource, StackResource>();
  for (const part of only.parts)
    if (typeof part !== 'string' && part.kind === 'attribute') found.set(part.resource, part);
  const [first, second] = found.values();
  return first && second === undefined ? { stack: first.stack, resource: first.resource } : undefined;
}

/** Whether a value begins with an attribute of a resource other than its ARN, such as the name that Ref returns. */
export function isNotArn(value: Evaluated): boolean {
  const [first] = value instanceof PartialValue ? value.parts : [];
  return typeof first === 'object' && first.kind === 'attribute' && first.attribute !== 'Arn';
}

function targetOf(value: Evaluated): Value<string> {
  if (value === ABSENT) return unknown('it is not set', undefined, UnknownCause.NOT_SET);
  if (isScalar(value)) return known(String(value));
  const resource = referencedIn(value);
  const { reason, cause } = reasonOf(value);
  if (!resource) return unknown(reason, undefined, cause);
  const part = value instanceof PartialValue && value.parts.find((each) => typeof each !== 'string');
  const attribute = part && part.kind === 'attribute' ? part.attribute : 'Ref';
  const ids = TARGET_RESOURCES[resource.resource.type]?.idAttributes;
  return ids === undefined || ids.includes(attribute)
    ? known(addressOf(resource))
    : unknown(
        `it is the attribute ${attribute} of ${addressOf(resource)}, which is not its id`,
        undefined,
        UnknownCause.INVALID,
      );
}

export function addressOf({ stack, resource }: StackResource): string {
  return resourceAddress(stack, resource.logicalId);
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
