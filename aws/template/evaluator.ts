import { conjunction, type Formula, implies, isSatisfiable, negated } from '../../flows/formula';
import { UnknownCause } from '../../flows/value';
import { FIELDS_BY_NAME } from '../fields';
import { Interpolator, interpolationMark } from '../format/interpolation-mark';
import { ConditionFormulas } from './condition-formulas';
import {
  ABSENT,
  Choice,
  type Evaluated,
  type Hole,
  hole,
  isList,
  isObject,
  isScalar,
  type Option,
  PartialValue,
  type Scalar,
  type StackResource,
  type TextPart,
  textOf,
} from './evaluated';
import { entryOf, objectOf } from './json-object';
import { pseudoParameter } from './pseudo-parameters';
import { getAttOf, type Reference, SUB_PLACEHOLDER } from './references';
import { mayBeIn, nearest, type StackIndex, type StackOutput } from './stack-index';
import type { TemplateParameter, TemplateStack } from './template-stack';

/** Where a value is evaluated. */
export interface Scope {
  readonly stack: TemplateStack;
  /** What is true where the value applies: the condition of its resource. */
  readonly given: Formula;
}

/** Expands an attribute into the parts of the name or the ARN of its resource; `undefined` if they are unknown. */
export type AttributeExpansion = (
  attribute: Extract<TextPart, { kind: 'attribute' }>,
) => readonly TextPart[] | undefined;

/** Depth of functions in functions, and of references. */
const DEEPEST = 200;
/** Functions that one evaluation calls. Hostile templates multiply them with each reference. */
const MOST_CALLS = 100_000;
/** Combinations of the alternatives of a value. */
const MOST_OPTIONS = 32;

/** Attributes that are equal to a property of the resource. Source: AWS CloudFormation Template Reference, return values. */
const ECHOED: Readonly<Record<string, readonly string[]>> = {
  'AWS::EC2::Subnet': ['VpcId', 'CidrBlock'],
  'AWS::EC2::SecurityGroup': ['VpcId'],
};

/**
 * Evaluates the functions of templates before deployment, across the stacks that are read together. The parts of a result that
 * CloudFormation determines during deployment are holes with a reason.
 *
 * Source: AWS CloudFormation Template Reference, "Intrinsic function reference".
 */
export class Evaluator {
  readonly conditions: ConditionFormulas;
  private readonly memo = new Map<string, Evaluated>();
  private readonly active = new Set<string>();
  private exports: Map<string, StackOutput[]> | undefined;
  private depth = 0;
  private calls = 0;
  /** Number of values that depend on themselves, so far. */
  private circles = 0;

  constructor(
    private readonly index: StackIndex,
    private readonly expand: AttributeExpansion,
  ) {
    this.conditions = new ConditionFormulas(index, (json, stack) =>
      this.evaluate(json, { stack, given: true }),
    );
  }

  evaluate(json: unknown, scope: Scope): Evaluated {
    if (this.depth === 0) this.calls = 0;
    if (this.depth >= DEEPEST) return hole('its expression is nested too deeply');
    if (++this.calls > MOST_CALLS) return hole('its expression is too large');
    this.depth++;
    try {
      return this.resolve(json, scope);
    } finally {
      this.depth--;
    }
  }

  private resolve(json: unknown, scope: Scope): Evaluated {
    if (json === undefined || json === null || json === ABSENT) return ABSENT;
    if (json instanceof PartialValue) return json;
    if (json instanceof Choice) return this.narrowed(json, scope.given);
    if (typeof json === 'string') return dynamicReferences(json);
    if (typeof json !== 'object') return json as Evaluated;
    if (Array.isArray(json)) return present(json.map((item) => this.evaluate(item, scope)));
    const entries = Object.entries(json);
    const [[key, argument] = ['', undefined]] = entries;
    if (entries.length === 1 && isFunction(key)) return this.call(key, argument, scope);
    // a macro in an object can add members to it
    const transform = entries.find(([name]) => name === 'Fn::Transform');
    if (transform) return hole(`${transform[0]} computes it during deployment`);
    return Object.fromEntries(
      entries
        .map(([name, each]) => [name, this.evaluate(each, scope)] as const)
        .filter(([, each]) => each !== ABSENT),
    );
  }

  private call(key: string, argument: unknown, scope: Scope): Evaluated {
    const list = Array.isArray(argument) ? argument : [argument];
    switch (key) {
      case 'Ref':
        return this.ref(String(argument), scope);
      case 'Fn::GetAtt':
        return this.getAtt(argument, scope);
      case 'Fn::Sub':
        return this.sub(list, scope);
      case 'Fn::If':
        return this.if(list, scope);
      case 'Fn::ImportValue':
        return this.over([this.evaluate(argument, scope)], scope, ([name = ABSENT]) =>
          this.follow(this.exported(name, scope.stack), scope.given),
        );
      case 'Fn::GetStackOutput':
        return this.over(
          stackOutputArguments(argument).map((each) => this.evaluate(each, scope)),
          scope,
          (values) => this.follow(this.stackOutput(values, scope.stack), scope.given),
        );
      case 'Fn::FindInMap':
        return this.findInMap(list, scope);
      case 'Fn::Transform':
      case 'Fn::Cidr':
      case 'Fn::GetAZs':
        return hole(`${key} computes it during deployment`);
    }
    const apply = FUNCTIONS[key];
    if (!apply) return hole(`${key} computes it during deployment`);
    const values = (isSingle(key) ? [argument] : list).map((each) => this.evaluate(each, scope));
    return this.over(values, scope, (lifted) => apply(lifted, this.expand));
  }

  private ref(name: string, { stack, given }: Scope): Evaluated {
    if (name === 'AWS::NoValue') return ABSENT;
    const pseudo = pseudoParameter(name, stack, this.index);
    if (pseudo !== undefined) return pseudo;
    const parameter = entryOf(stack.parameters, name);
    if (parameter) return this.parameter(name, parameter, { stack, given });
    const resource = this.index.resourceOf(stack, name);
    if (resource) return new PartialValue([{ kind: 'attribute', stack, resource, attribute: 'Ref' }]);
    return hole(
      `it refers to ${name}, which is neither a parameter nor a resource of the template`,
      UnknownCause.UNRESOLVABLE,
    );
  }

  /** A value from the parent or from the command line overrides the default. */
  private parameter(name: string, parameter: TemplateParameter, { stack, given }: Scope): Evaluated {
    const passed = this.passedBy(name, stack);
    if (passed) {
      const value = this.follow(passed, given);
      return isScalar(value) ? listed(parameter, value) : value;
    }
    const value = stack.given && entryOf(stack.given, name);
    if (value !== undefined && !isStored(parameter)) return listed(parameter, value);
    const own = this.ownParameter(name, parameter, stack);
    return own instanceof Choice ? this.narrowed(own, given) : own;
  }

  private ownParameter(name: string, parameter: TemplateParameter, stack: TemplateStack): Evaluated {
    const { allowedValues = [], default: otherwise } = parameter;
    const id = `${stack.id}:${name}`;
    if (isStored(parameter))
      return hole(`it is the parameter ${name}, which is read from Parameter Store`, UnknownCause.INPUT, {
        id,
      });
    if (otherwise !== undefined) return listed(parameter, otherwise);
    const domain = allowedValues.map(String);
    const [only] = allowedValues;
    if (only !== undefined && allowedValues.length === 1) return listed(parameter, only);
    if (allowedValues.length === 0 || allowedValues.length > MOST_OPTIONS) {
      const reason = `it is the parameter ${name}, which accepts ${allowedValues.length === 0 ? 'any value' : `${domain.length} values`}`;
      return hole(reason, UnknownCause.INPUT, { id });
    }
    return new Choice(
      `it is the parameter ${name}, which accepts ${domain.join(', ')}`,
      UnknownCause.INPUT,
      allowedValues.map((value) => ({
        when: { variable: id, equals: String(value), domain },
        value: listed(parameter, value),
      })),
    );
  }

  /** The expression that a parent passes to a nested stack; `undefined` if it passes none. */
  private passedBy(name: string, stack: TemplateStack): Found | undefined {
    const creator = this.index.creatorOf(stack);
    if (!creator) return undefined;
    const parameters = objectOf(creator.resource.properties.Parameters);
    if (Object.keys(parameters).some(isFunction))
      return hole(`the parameters of ${creator.resource.logicalId} are computed during deployment`);
    const json = entryOf(parameters, name);
    if (json === undefined) return undefined;
    return { stack: creator.stack, json, key: `parameter ${stack.id}:${name}` };
  }

  private getAtt(argument: unknown, scope: Scope): Evaluated {
    const { stack, given } = scope;
    const values = Array.isArray(argument) ? argument.map((each) => this.evaluate(each, scope)) : [argument];
    if (!values.every((each): each is string => typeof each === 'string'))
      return hole('its attribute is known only after deployment');
    const [id, attribute] = getAttOf(values.length === 1 ? values[0] : values);
    const resource = this.index.resourceOf(stack, id);
    if (!resource)
      return hole(`it refers to ${id}, which is not a resource of the template`, UnknownCause.UNRESOLVABLE);
    const output = OUTPUT.exec(attribute)?.[1];
    if (output !== undefined) return this.follow(this.nestedOutput({ stack, resource }, output), given);
    const exported = this.index.crossRegionExport({ stack, resource }, attribute);
    if (exported) return this.follow(exported, given);
    const echoed = ECHOED[resource.type]?.includes(attribute) ? resource.properties[attribute] : undefined;
    if (echoed !== undefined) return this.evaluate(echoed, scope);
    return new PartialValue([{ kind: 'attribute', stack, resource, attribute }]);
  }

  /** The expression of an output of a nested stack. */
  private nestedOutput({ stack, resource }: StackResource, name: string): Found {
    const nested = this.index.nestedIn(stack, resource.logicalId);
    if (nested) return outputOf(nested, name);
    return hole(
      `it is the output ${name} of ${resource.logicalId}, whose template is not available`,
      UnknownCause.EXTERNAL,
    );
  }

  private sub([template, variables]: readonly unknown[], scope: Scope): Evaluated {
    if (typeof template !== 'string') return hole('the text of Fn::Sub is known only after deployment');
    const own = objectOf(variables);
    const pieces = subPieces(template);
    const values = pieces.map(({ text, name }): Evaluated => {
      if (name === undefined) return dynamicReferences(text);
      if (Object.hasOwn(own, name)) return this.evaluate(own[name], scope);
      // a field of a log format that the template does not escape
      if (FIELDS_BY_NAME.has(name) && !this.isDeclared(name, scope.stack))
        return interpolationMark(Interpolator.SUB, name);
      return name.includes('.') ? this.getAtt(name, scope) : this.ref(name, scope);
    });
    return this.over(values, scope, (parts) => textOf(parts.flatMap(partsIn)));
  }

  private isDeclared(name: string, stack: TemplateStack): boolean {
    return Object.hasOwn(stack.parameters, name) || this.index.resourceOf(stack, name) !== undefined;
  }

  private if([name, whenTrue, whenFalse]: readonly unknown[], { stack, given }: Scope): Evaluated {
    const condition = this.conditions.of(String(name), stack);
    const branch = (when: Formula, json: unknown): Option => ({
      when,
      value: this.evaluate(json, { stack, given: conjunction([given, when]) }),
    });
    if (implies(given, condition)) return branch(given, whenTrue).value;
    if (implies(given, negated(condition))) return branch(given, whenFalse).value;
    const options = [branch(condition, whenTrue), branch(negated(condition), whenFalse)];
    const reason = `it depends on the condition ${String(name)}`;
    return this.narrowed(new Choice(reason, UnknownCause.CONDITION, options.flatMap(flattened)), given);
  }

  /** The expression that a stack of the same environment exports. */
  private exported(name: Evaluated, stack: TemplateStack): Found {
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
        const name = this.evaluate(output.exportName, { stack, given: true });
        if (isScalar(name))
          exports.set(String(name), [...(exports.get(String(name)) ?? []), { stack, output }]);
      }
    }
    return exports;
  }

  /** The expression of an output. Source: AWS CloudFormation Template Reference, "Fn::GetStackOutput". */
  private stackOutput([name, output, region, role]: readonly Evaluated[], stack: TemplateStack): Found {
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

  private findInMap(list: readonly unknown[], scope: Scope): Evaluated {
    const { stack } = scope;
    const defaultValue = objectOf(list[3]).DefaultValue;
    const keys = list.slice(0, 3).map((each) => this.evaluate(each, scope));
    const lookUp = (found: unknown, rest: readonly Evaluated[]): Evaluated => {
      const [key, ...more] = rest;
      if (key === undefined) return this.evaluate(found, scope);
      if (isScalar(key)) {
        const entry = entryOf(objectOf(found), String(key));
        if (entry !== undefined) return lookUp(entry, more);
        if (defaultValue !== undefined) return this.evaluate(defaultValue, scope);
        return hole(`Fn::FindInMap has no entry for the key ${String(key)}`, UnknownCause.UNRESOLVABLE);
      }
      // one of the entries applies
      const id = idOf(key);
      const entries = Object.entries(objectOf(found));
      if (
        id === undefined ||
        defaultValue !== undefined ||
        entries.length === 0 ||
        entries.length > MOST_OPTIONS
      )
        return unknownFrom(key, 'the keys of Fn::FindInMap are known only after deployment');
      const options = entries.map(([name, entry]): Option => {
        const when = { variable: id, equals: name };
        return { when, value: lookUp(entry, more) };
      });
      const { reason, cause } = reasonOf(key);
      return this.narrowed(new Choice(reason, cause, options.flatMap(flattened)), scope.given);
    };
    return this.over(keys, scope, (lifted) => lookUp(stack.mappings ?? {}, lifted));
  }

  /** Applies a function to each combination of the alternatives of its arguments. */
  private over(
    values: readonly Evaluated[],
    { given }: Pick<Scope, 'given'>,
    apply: (values: readonly Evaluated[]) => Evaluated,
  ): Evaluated {
    const [first] = values.flatMap(choicesIn);
    if (!first) return apply(values);
    const combinations = combinationsOf(values, given);
    if (!combinations) return hole(first.reason, first.cause);
    const options = combinations.map(({ when, values: each }): Option => ({ when, value: apply(each) }));
    return this.narrowed(new Choice(first.reason, first.cause, options.flatMap(flattened)), given);
  }

  /** Moves the alternatives in the members of a value to the value itself. */
  lifted(value: Evaluated, given: Formula): Evaluated {
    return this.over([value], { given }, ([each = ABSENT]) => each);
  }

  /** Removes the alternatives that do not apply. */
  private narrowed(choice: Choice, given: Formula): Evaluated {
    const { reason, cause, options } = choice;
    const possible = options.filter(({ when }) => isSatisfiable(conjunction([given, when])) !== false);
    const [only, other] = possible;
    if (only && other === undefined) return only.value;
    if (possible.length === 0 || possible.length > MOST_OPTIONS) return hole(reason, cause);
    return new Choice(reason, cause, possible);
  }

  /** Evaluates an expression of another stack, once. A value that depends on itself is unknown. */
  private follow(found: Found, given: Formula): Evaluated {
    if (found instanceof PartialValue) return found;
    const { key, json, stack } = found;
    const known = given === true ? this.memo.get(key) : undefined;
    if (known !== undefined) return known;
    if (this.active.has(key)) {
      this.circles++;
      return hole('its value depends on itself', UnknownCause.UNRESOLVABLE);
    }
    const circles = this.circles;
    this.active.add(key);
    try {
      const value = this.evaluate(json, { stack, given });
      // a value inside a circle is incomplete
      if (given === true && (circles === this.circles || this.active.size === 1)) this.memo.set(key, value);
      return value;
    } finally {
      this.active.delete(key);
    }
  }

  /** The expression of another stack that a reference stands for; `undefined` for a resource or a parameter of its own stack. */
  sourceOf(reference: Reference, stack: TemplateStack): StackExpression | undefined {
    const found = this.foundBy(reference, stack);
    return found instanceof PartialValue ? undefined : found;
  }

  private foundBy(reference: Reference, stack: TemplateStack): Found | undefined {
    const scope = { stack, given: true };
    if (reference.kind === 'import') {
      const { 'Fn::ImportValue': name } = objectOf(reference.expression);
      return this.exported(this.evaluate(name, scope), stack);
    }
    if (reference.kind === 'output') {
      const values = stackOutputArguments(reference.expression).map((each) => this.evaluate(each, scope));
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

/** An expression of another stack. */
export interface StackExpression {
  /** Unique among the expressions of a check. */
  readonly key: string;
  readonly stack: TemplateStack;
  readonly json: unknown;
}

/** An expression of another stack, or why it is unknown. */
type Found = StackExpression | PartialValue;

/** Matches the attribute of a nested stack for an output. */
const OUTPUT = /^Outputs\.(.+)$/;

function outputOf(stack: TemplateStack, name: string): Found {
  const output = entryOf(stack.outputs, name);
  if (output) return { stack, json: output.value, key: `output ${stack.id}:${name}` };
  return hole(`it is the output ${name}, which ${stack.id} does not have`, UnknownCause.UNRESOLVABLE);
}

function stackOutputArguments(argument: unknown): unknown[] {
  const { StackName, OutputName, Region, RoleArn } = objectOf(argument);
  return [StackName, OutputName, Region, RoleArn];
}

function isScalarValue(value: Evaluated | undefined): value is Scalar {
  return value !== undefined && isScalar(value);
}

/** Functions of evaluated arguments. */
const FUNCTIONS: Readonly<
  Record<string, (values: readonly Evaluated[], expand: AttributeExpansion) => Evaluated>
> = {
  'Fn::Join': ([separator, list]) => {
    if (!isList(list as Evaluated)) return unknownFrom(list, 'Fn::Join has no list');
    if (!isScalar(separator as Evaluated)) return unknownFrom(separator, 'Fn::Join has no separator');
    const items = (list as readonly Evaluated[]).map(partsIn);
    return textOf(items.flatMap((parts, index) => (index === 0 ? parts : [String(separator), ...parts])));
  },

  'Fn::Split': ([separator, text], expand) => {
    if (!isScalar(separator as Evaluated) || String(separator) === '')
      return unknownFrom(separator, 'Fn::Split has no separator');
    if (text instanceof PartialValue) return split(text.parts, String(separator), expand);
    return isScalar(text as Evaluated)
      ? String(text).split(String(separator))
      : unknownFrom(text, 'Fn::Split has no text');
  },

  'Fn::Select': ([index, list]) => {
    if (!isScalar(index as Evaluated)) return unknownFrom(index, 'the index of Fn::Select is not known');
    if (!isList(list as Evaluated)) return unknownFrom(list, 'Fn::Select has no list');
    const item = (list as readonly Evaluated[])[Number(index)];
    return item ?? hole(`Fn::Select has no item at index ${String(index)}`, UnknownCause.UNRESOLVABLE);
  },

  'Fn::Length': ([list]) =>
    isList(list as Evaluated)
      ? (list as readonly Evaluated[]).length
      : unknownFrom(list, 'Fn::Length has no list'),

  'Fn::Base64': ([text]) =>
    isScalar(text as Evaluated)
      ? Buffer.from(String(text)).toString('base64')
      : unknownFrom(text, 'Fn::Base64 has no text'),

  'Fn::ToJsonString': ([value]) => {
    const open = value === undefined ? undefined : openIn(value);
    return open ? new PartialValue([open]) : JSON.stringify(value);
  },
};

/** Functions with one argument, which can be a list. */
function isSingle(key: string): boolean {
  return ['Fn::Length', 'Fn::Base64', 'Fn::ToJsonString'].includes(key);
}

function isFunction(key: string): boolean {
  return key === 'Ref' || (key.startsWith('Fn::') && !key.startsWith('Fn::ForEach::'));
}

/** Whether the value of a parameter is the name of a parameter in Parameter Store. */
function isStored({ type }: TemplateParameter): boolean {
  return type.startsWith('AWS::SSM::Parameter::Value');
}

function present(items: readonly Evaluated[]): Evaluated[] {
  return items.filter((item) => item !== ABSENT);
}

/** The values of a list parameter are separated by commas. */
function listed({ type }: TemplateParameter, value: unknown): Evaluated {
  const isListType = type === 'CommaDelimitedList' || type.startsWith('List<');
  if (!isListType) return typeof value === 'object' ? hole('its value is not a text') : (value as Evaluated);
  return (Array.isArray(value) ? value.map(String) : String(value).split(',')).map((item) => item.trim());
}

/** Matches references to secrets and stored parameters, which CloudFormation resolves during deployment. */
const DYNAMIC = /\{\{resolve:[^{}]*\}\}/g;

function dynamicReferences(text: string): Evaluated {
  if (!text.includes('{{resolve:')) return text;
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(DYNAMIC)) {
    const reason = `it is the dynamic reference ${match[0]}`;
    parts.push(text.slice(end, match.index), {
      kind: 'hole',
      reason,
      cause: UnknownCause.EXTERNAL,
      id: match[0],
    });
    end = match.index + match[0].length;
  }
  return textOf([...parts, text.slice(end)]);
}

/** Splits the text of Fn::Sub at its placeholders. `${!Literal}` is the text `${Literal}`. */
function subPieces(template: string): { readonly text: string; readonly name?: string }[] {
  const pieces: { text: string; name?: string }[] = [];
  let end = 0;
  const literal = (text: string) => ({ text: text.replaceAll('${!', '${') });
  for (const match of template.matchAll(SUB_PLACEHOLDER)) {
    pieces.push(literal(template.slice(end, match.index)), {
      text: match[0],
      name: (match[1] as string).trim(),
    });
    end = match.index + match[0].length;
  }
  return [...pieces, literal(template.slice(end))];
}

/** The parts of a value in a text. */
function partsIn(value: Evaluated): readonly TextPart[] {
  if (value instanceof PartialValue) return value.parts;
  if (isScalar(value)) return [String(value)];
  if (value === ABSENT) return [];
  return [{ kind: 'hole', reason: 'it is not a single value', cause: UnknownCause.UNRESOLVABLE }];
}

/** Splits parts at a separator. After a part that can contain the separator, the number of items is unknown. */
function split(parts: readonly TextPart[], separator: string, expand: AttributeExpansion): Evaluated {
  const items: TextPart[][] = [[]];
  for (const part of parts.flatMap((each) =>
    typeof each !== 'string' && each.kind === 'attribute' ? (expand(each) ?? [each]) : [each],
  )) {
    if (typeof part === 'string') {
      const [first = '', ...rest] = part.split(separator);
      items.at(-1)?.push(first);
      items.push(...rest.map((text): TextPart[] => [text]));
    } else if (mayContain(part, separator)) return new PartialValue([part]);
    else items.at(-1)?.push(part);
  }
  return items.map((item) => textOf(item));
}

/** Whether a part can contain a separator. Ids, names and ARNs contain letters, digits and `-_.:/` only. */
function mayContain(part: Exclude<TextPart, string>, separator: string): boolean {
  if (!/^[\w.:/-]+$/.test(separator)) return part.kind === 'hole' && !part.isAtomic;
  const isAtomic = part.kind === 'hole' ? part.isAtomic === true : part.attribute === 'name';
  return !(isAtomic && /^[:/]+$/.test(separator));
}

function accountOf(role: Evaluated): string | undefined {
  const text = role instanceof PartialValue ? '' : String(role);
  return /^arn:[^:]*:iam::(\d{12}):/.exec(text)?.[1];
}

/** The id of a value that is a single unknown part: values with equal ids are equal. */
export function idOf(value: Evaluated): string | undefined {
  if (!(value instanceof PartialValue) || value.parts.length !== 1) return undefined;
  const [part] = value.parts;
  return typeof part === 'object' && part.kind === 'hole' ? part.id : undefined;
}

/** The first unknown part of a value, at any depth. */
export function openIn(value: Evaluated): Exclude<TextPart, string> | undefined {
  if (value instanceof PartialValue)
    return value.parts.find((part): part is Exclude<TextPart, string> => typeof part !== 'string');
  if (value instanceof Choice) return { kind: 'hole', reason: value.reason, cause: value.cause };
  if (isList(value)) return value.map(openIn).find((part) => part !== undefined);
  if (isObject(value)) return openIn(Object.values(value));
  return undefined;
}

/** The reason why a part is unknown. */
export function holeOf(part: Exclude<TextPart, string>): Hole {
  if (part.kind === 'hole') return part;
  const { stack, resource, attribute } = part;
  const id = `${stack.id}/${resource.logicalId}.${attribute}`;
  const what =
    attribute === 'Ref'
      ? `the id of ${resource.logicalId}`
      : `the attribute ${attribute} of ${resource.logicalId}`;
  return {
    kind: 'hole',
    id,
    reason: `it is ${what}, which is known only after deployment`,
    cause: UnknownCause.DEPLOYMENT,
  };
}

/** Why a value is not a known text. */
export function reasonOf(value: Evaluated): Pick<Hole, 'reason' | 'cause'> {
  const open = openIn(value);
  if (!open) return { reason: 'it is not a single value', cause: UnknownCause.UNRESOLVABLE };
  const { reason, cause } = holeOf(open);
  return { reason, cause };
}

/** Returns an unknown value for the reason of another one. */
function unknownFrom(value: Evaluated | undefined, otherwise: string): PartialValue {
  const open = value === undefined ? undefined : openIn(value);
  if (!open) return hole(otherwise, UnknownCause.UNRESOLVABLE);
  const { reason, cause } = holeOf(open);
  return hole(reason, cause);
}

function flattened({ when, value }: Option): Option[] {
  if (!(value instanceof Choice)) return [{ when, value }];
  return value.options.map((option) => ({ ...option, when: conjunction([when, option.when]) }));
}

/** The choices in a value and its members. */
function choicesIn(value: Evaluated): Choice[] {
  if (value instanceof Choice) return [value];
  if (isList(value)) return value.flatMap(choicesIn);
  return isObject(value) ? Object.values(value).flatMap(choicesIn) : [];
}

/** The combinations of the alternatives of several values; `undefined` if there are too many. */
function combinationsOf(
  values: readonly Evaluated[],
  given: Formula,
): { readonly when: Formula; readonly values: readonly Evaluated[] }[] | undefined {
  let combinations: { when: Formula; values: readonly Evaluated[] }[] = [{ when: true, values: [] }];
  for (const value of values) {
    const options = optionsOf(value, given);
    if (!options) return undefined;
    combinations = combinations.flatMap((one) =>
      options.map((option) => ({
        when: conjunction([one.when, option.when]),
        values: [...one.values, option.value],
      })),
    );
    if (options.length > 1)
      combinations = combinations.filter(({ when }) => isSatisfiable(conjunction([given, when])) !== false);
    if (combinations.length > MOST_OPTIONS) return undefined;
  }
  return combinations;
}

/** The alternatives of a value, without alternatives in its members; `undefined` if there are too many. */
function optionsOf(value: Evaluated, given: Formula): Option[] | undefined {
  if (value instanceof Choice) {
    const options: Option[] = [];
    for (const option of value.options) {
      const inner = optionsOf(option.value, given);
      if (!inner) return undefined;
      options.push(...inner.map((each) => ({ ...each, when: conjunction([option.when, each.when]) })));
    }
    return options;
  }
  if (isList(value))
    return combinationsOf(value, given)?.map(({ when, values }) => ({ when, value: present(values) }));
  if (!isObject(value)) return [{ when: true, value }];
  const names = Object.keys(value);
  return combinationsOf(Object.values(value), given)?.map(({ when, values }) => ({
    when,
    value: Object.fromEntries(
      names
        .map((name, index) => [name, values[index] ?? ABSENT] as const)
        .filter(([, each]) => each !== ABSENT),
    ),
  }));
}
