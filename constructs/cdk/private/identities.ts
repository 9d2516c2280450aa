import { CfnElement, CfnOutput, CfnResource, NestedStack, Reference, Stack, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isParentAttribute, TARGET_RESOURCES } from '../../../aws/flow-log';
import { isInOtherEnvironment } from './environment';

/** What a value of a template refers to. Values with the same key refer to the same thing. */
export interface Identity {
  readonly key: string;
  /** The resource of the app whose id the value is. */
  readonly resource?: CfnResource;
}

/** References to references end at this depth: an app cannot contain a longer chain, unless it is a circle. */
const MAX_DEPTH = 20;

/**
 * Returns what a property value refers to: a resource of the app, however the app refers to it, or else the text.
 *
 * It follows references between stacks, parameters and outputs of nested stacks, and imports of the app's own exports.
 */
export function identityOf(scope: IConstruct, value: unknown, depth = MAX_DEPTH): Identity {
  if (depth === 0 || value === undefined || value === null) return { key: '' };
  if (typeof value === 'string') {
    const fragments = Tokenization.reverseString(value);
    if (fragments.length === 1 && fragments.firstToken) return ofToken(scope, fragments.firstToken, depth);
    const texts = fragments.mapTokens({ mapToken: (token) => ofToken(scope, token, depth).key });
    return { key: String(texts.join({ join: (left, right) => `${left}${right}` }) ?? '') };
  }
  if (Tokenization.isResolvable(value)) return ofToken(scope, value, depth);
  return ofJson(scope, value, depth);
}

function ofToken(scope: IConstruct, token: unknown, depth: number): Identity {
  if (!Reference.isReference(token)) return ofJson(scope, Stack.of(scope).resolve(token), depth - 1);
  const { target, displayName } = token;
  return CfnElement.isCfnElement(target)
    ? ofAttribute(target, displayName, depth - 1)
    : ofJson(scope, Stack.of(scope).resolve(token), depth - 1);
}

/** What a return value of an element stands for. */
function ofAttribute(element: CfnElement, attribute: string, depth: number): Identity {
  if (!CfnResource.isCfnResource(element)) {
    const passed = passedTo(element);
    return passed ? ofJson(passed.scope, passed.json, depth) : { key: element.node.path };
  }
  const type = element.cfnResourceType;
  if (TARGET_RESOURCES[type]?.idAttributes.includes(attribute)) {
    return { key: element.node.path, resource: element };
  }
  if (isParentAttribute(type, attribute)) return parentOf(element, depth) ?? { key: '' };
  const output = /^Outputs\.(.+)$/.exec(attribute)?.[1];
  const nested = output === undefined ? undefined : outputOf(nestedStackOf(element), output);
  return nested ? identityOf(nested, nested.value, depth) : { key: `${element.node.path}.${attribute}` };
}

/** The resource whose flow logs record the traffic of another one, too: the VPC of a subnet. */
export function parentOf(resource: CfnResource, depth = MAX_DEPTH): Identity | undefined {
  const property = TARGET_RESOURCES[resource.cfnResourceType]?.parent;
  if (property === undefined) return undefined;
  // the properties of the generated classes have the names of CloudFormation with a lower-case first letter
  const name = `${property.charAt(0).toLowerCase()}${property.slice(1)}`;
  const value = (resource as unknown as Readonly<Record<string, unknown>>)[name];
  return value === undefined ? undefined : identityOf(resource, value, depth - 1);
}

function ofJson(scope: IConstruct, json: unknown, depth: number): Identity {
  if (depth <= 0) return { key: '' };
  if (typeof json === 'string') return { key: json };
  const stack = Stack.of(scope);
  const [[name, argument] = ['', undefined]] = Object.entries(json ?? {});
  const [id, attribute = 'Ref'] =
    name === 'Ref' ? [argument] : name === 'Fn::GetAtt' ? getAttOf(argument) : [];
  if (typeof id === 'string') {
    if (id.startsWith('AWS::')) return { key: id };
    const element = elementsOf(stack).find((each) => stack.resolve(each.logicalId) === id);
    return element
      ? ofAttribute(element, String(attribute), depth)
      : { key: `${stack.node.path}.${id}.${attribute}` };
  }
  if (name === 'Fn::Join' && Array.isArray(argument)) {
    const [separator, parts] = argument as [string, unknown[]];
    return { key: parts.map((part) => ofJson(scope, part, depth - 1).key).join(separator) };
  }
  const output = outputNamedBy(stack, name, argument);
  if (output) return identityOf(output, output.value, depth - 1);
  return { key: `${stack.node.path}.${JSON.stringify(json)}` };
}

function getAttOf(argument: unknown): [id: unknown, attribute: unknown] {
  const [id, attribute] = Array.isArray(argument) ? argument : String(argument).split('.');
  return [id, attribute];
}

function elementsOf(stack: Stack): CfnElement[] {
  return stack.node
    .findAll()
    .filter((each): each is CfnElement => CfnElement.isCfnElement(each) && each.stack === stack);
}

/** The output of the app that a function imports. */
function outputNamedBy(stack: Stack, name: string, argument: unknown): CfnOutput | undefined {
  const outputs = () =>
    stack.node.root.node.findAll().filter((each): each is CfnOutput => each instanceof CfnOutput);
  const isNear = (each: CfnOutput) => !isInOtherEnvironment(stack, each.stack);
  if (name === 'Fn::ImportValue') {
    const text = JSON.stringify(argument);
    return outputs().find(
      (each) =>
        each.exportName !== undefined &&
        isNear(each) &&
        JSON.stringify(each.stack.resolve(each.exportName)) === text,
    );
  }
  if (name !== 'Fn::GetStackOutput') return undefined;
  const { StackName, OutputName } = argument as Readonly<Record<string, unknown>>;
  return outputs().find(
    (each) =>
      each.stack.resolve(each.stack.stackName) === StackName &&
      each.stack.resolve(each.logicalId) === OutputName,
  );
}

function outputOf(stack: Stack | undefined, name: string): CfnOutput | undefined {
  return stack?.node
    .findAll()
    .find(
      (each): each is CfnOutput =>
        each instanceof CfnOutput && each.stack === stack && stack.resolve(each.logicalId) === name,
    );
}

function nestedStackOf(resource: CfnResource): Stack | undefined {
  return resource.node.root.node
    .findAll()
    .find(
      (each): each is NestedStack => NestedStack.isNestedStack(each) && each.nestedStackResource === resource,
    );
}

/** What a parent passes to a parameter of a nested stack. */
function passedTo(parameter: CfnElement): { scope: IConstruct; json: unknown } | undefined {
  const { stack } = parameter;
  const scope = stack.nestedStackResource;
  if (!scope) return undefined;
  const { parameters } = scope as unknown as { readonly parameters?: unknown };
  const passed: unknown = Stack.of(scope).resolve(parameters);
  const json = (passed as Readonly<Record<string, unknown>> | undefined)?.[
    stack.resolve(parameter.logicalId)
  ];
  return json === undefined ? undefined : { scope, json };
}
