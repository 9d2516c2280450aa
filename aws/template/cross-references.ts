import { UnknownCause } from '../../flows/value';
import {
  ABSENT,
  type Evaluated,
  hole,
  isScalar,
  PartialValue,
  type Scalar,
  type StackResource,
} from './evaluated';
import { entryOf, objectOf } from './json-object';
import type { Reference } from './references';
import { mayBeIn, nearest, type StackIndex, type StackOutput } from './stack-index';
import type { TemplateStack } from './template-stack';
import { unknownFrom } from './unknown-parts';

/** An expression of another stack. */
export interface StackExpression {
  /** Unique among the expressions of a check. */
  readonly key: string;
  readonly stack: TemplateStack;
  readonly json: unknown;
}

/** An expression of another stack, or why it is unknown. */
export type Found = StackExpression | PartialValue;

/** Matches the attribute of a nested stack for an output. */
export const OUTPUT = /^Outputs\.(.+)$/;

/**
 * Finds the expressions that references between stacks stand for: outputs of nested stacks, parameters of nested stacks, exports, and
 * outputs of other stacks.
 */
export class CrossReferences {
  private exports: Map<string, StackOutput[]> | undefined;

  constructor(
    private readonly index: StackIndex,
    private readonly evaluate: (json: unknown, stack: TemplateStack) => Evaluated,
  ) {}

  /** The expression that a parent passes to a nested stack; `undefined` if it passes none. */
  passedBy(name: string, stack: TemplateStack): Found | undefined {
    const creator = this.index.creatorOf(stack);
    if (!creator) return undefined;
    const parameters = objectOf(creator.resource.properties.Parameters);
    if (Object.keys(parameters).some(isFunction))
      return hole(`the parameters of ${creator.resource.logicalId} are computed during deployment`);
    const json = entryOf(parameters, name);
    if (json === undefined) return undefined;
    return { stack: creator.stack, json, key: `parameter ${stack.id}:${name}` };
  }

  /** The expression of an output of a nested stack. */
  nestedOutput({ stack, resource }: StackResource, name: string): Found {
    const nested = this.index.nestedIn(stack, resource.logicalId);
    if (nested) return outputOf(nested, name);
    return hole(
      `it is the output ${name} of ${resource.logicalId}, whose template is not available`,
      UnknownCause.EXTERNAL,
    );
  }

  /** The expression that a stack of the same environment exports. */
  exported(name: Evaluated, stack: TemplateStack): Found {
    if (!isScalar(name)) return unknownFrom(name, 'the name of its export is known only after deployment');
    const text = String(name);
    this.exports ??= this.indexExports();
    const exporters = (this.exports.get(text) ?? []).filter((each) => mayBeIn(each.stack, stack));
    const stacks = nearest([...new Set(exporters.map((each) => each.stack))], stack, stack);
    const [exporter, other] = exporters.filter((each) => stacks.includes(each.stack));
    if (!exporter)
      return hole(`it is imported as ${text}, which no stack of this app exports`, UnknownCause.EXTERNAL);
    if (other)
      return hole(
        `it is imported as ${text}, which ${exporter.stack.id} and ${other.stack.id} export`,
        UnknownCause.EXTERNAL,
      );
    return { stack: exporter.stack, json: exporter.output.value, key: `import ${exporter.stack.id}:${text}` };
  }

  private indexExports(): Map<string, StackOutput[]> {
    const exports = new Map<string, StackOutput[]>();
    // the name of an export cannot depend on an import
    this.exports = exports;
    for (const stack of this.index.stacks) {
      for (const output of Object.values(stack.outputs)) {
        if (output.exportName === undefined) continue;
        const name = this.evaluate(output.exportName, stack);
        if (isScalar(name))
          exports.set(String(name), [...(exports.get(String(name)) ?? []), { stack, output }]);
      }
    }
    return exports;
  }

  /** The expression of an output. Source: AWS CloudFormation Template Reference, "Fn::GetStackOutput". */
  stackOutput([name, output, region, role]: readonly Evaluated[], stack: TemplateStack): Found {
    if (!isScalarValue(name) || !isScalarValue(output))
      return unknownFrom(
        isScalarValue(name) ? output : name,
        'the stack of its output is known only after deployment',
      );
    const account = role === ABSENT ? stack.account : accountOf(role ?? ABSENT);
    const ownRegion = region === ABSENT ? stack.region : isScalarValue(region) ? String(region) : undefined;
    const environment = {
      ...(account !== undefined && { account }),
      ...(ownRegion !== undefined && { region: ownRegion }),
    };
    const [found, other] = this.index.stacksNamed(String(name), stack, environment);
    const title = `it is the output ${String(output)} of the stack ${String(name)}`;
    if (!found) return hole(`${title}, which is not in this app`, UnknownCause.EXTERNAL);
    if (other) return hole(`${title}, which can be ${found.id} or ${other.id}`, UnknownCause.EXTERNAL);
    return outputOf(found, String(output));
  }

  /** The expression of another stack that a reference stands for; `undefined` for a resource or a parameter of its own stack. */
  sourceOf(reference: Reference, stack: TemplateStack): StackExpression | undefined {
    const found = this.foundBy(reference, stack);
    return found instanceof PartialValue ? undefined : found;
  }

  private foundBy(reference: Reference, stack: TemplateStack): Found | undefined {
    if (reference.kind === 'import') {
      const { 'Fn::ImportValue': name } = objectOf(reference.expression);
      return this.exported(this.evaluate(name, stack), stack);
    }
    if (reference.kind === 'output') {
      const values = stackOutputArguments(reference.expression).map((each) => this.evaluate(each, stack));
      return this.stackOutput(values, stack);
    }
    const { name, attribute } = reference;
    const resource = this.index.resourceOf(stack, name);
    if (!resource) return Object.hasOwn(stack.parameters, name) ? this.passedBy(name, stack) : undefined;
    if (attribute === undefined) return undefined;
    const output = OUTPUT.exec(attribute)?.[1];
    if (output !== undefined) return this.nestedOutput({ stack, resource }, output);
    return this.index.crossRegionExport({ stack, resource }, attribute);
  }
}

function outputOf(stack: TemplateStack, name: string): Found {
  const output = entryOf(stack.outputs, name);
  if (output) return { stack, json: output.value, key: `output ${stack.id}:${name}` };
  return hole(`it is the output ${name}, which ${stack.id} does not have`, UnknownCause.UNRESOLVABLE);
}

export function stackOutputArguments(argument: unknown): unknown[] {
  const { StackName, OutputName, Region, RoleArn } = objectOf(argument);
  return [StackName, OutputName, Region, RoleArn];
}

function isScalarValue(value: Evaluated | undefined): value is Scalar {
  return value !== undefined && isScalar(value);
}

function accountOf(role: Evaluated): string | undefined {
  const text = role instanceof PartialValue ? '' : String(role);
  return /^arn:[^:]*:iam::(\d{12}):/.exec(text)?.[1];
}

/** Whether a key is the name of a function: `Ref` or `Fn::Sub`. */
export function isFunction(key: string): boolean {
  return key === 'Ref' || (key.startsWith('Fn::') && !key.startsWith('Fn::ForEach::'));
}
