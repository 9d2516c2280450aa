import { conjunction, type Formula, implies, negated } from '../../flows/formula';
import { isUnknown, UnknownCause } from '../../flows/value';
import { FIELDS_BY_NAME } from '../fields';
import { Interpolator, interpolationMark } from '../format/interpolation-mark';
import { flattened, narrowed, overAlternatives } from './alternatives';
import { ConditionFormulas } from './condition-formulas';
import { CrossReferences, type Found, isFunction, OUTPUT, stackOutputArguments } from './cross-references';
import { ECHOED_ATTRIBUTES } from './echoed-attributes';
import {
  ABSENT,
  Choice,
  type Evaluated,
  hole,
  isScalar,
  type Option,
  PartialValue,
  present,
  type Scope,
  textOf,
} from './evaluated';
import { findInMap } from './find-in-map';
import { entryOf, objectOf } from './json-object';
import { isStored, listed, ownParameter } from './parameter-values';
import { pseudoParameter } from './pseudo-parameters';
import { getAttOf } from './references';
import type { StackIndex } from './stack-index';
import type { TemplateParameter, TemplateStack } from './template-stack';
import { type AttributeExpansion, FUNCTIONS, isSingle } from './text-functions';
import { dynamicReferences, subPieces } from './text-pieces';
import { partsIn, unknownFrom } from './unknown-parts';

/** Depth of functions in functions, and of references. */
const DEEPEST = 200;
/** Functions that one evaluation calls. Hostile templates multiply them with each reference. */
const MOST_CALLS = 100_000;

/**
 * Evaluates the functions of templates before deployment, across the stacks that are read together. The parts of a result that
 * CloudFormation determines during deployment are holes with a reason.
 *
 * Source: AWS CloudFormation Template Reference, "Intrinsic function reference".
 */
export class Evaluator {
  readonly conditions: ConditionFormulas;
  readonly references: CrossReferences;
  private readonly memo = new Map<string, Evaluated>();
  private readonly active = new Set<string>();
  private depth = 0;
  private calls = 0;
  /** Number of values that depend on themselves, so far. */
  private circles = 0;

  constructor(
    private readonly index: StackIndex,
    private readonly expand: AttributeExpansion,
  ) {
    const evaluate = (json: unknown, stack: TemplateStack) => this.evaluate(json, { stack, given: true });
    this.conditions = new ConditionFormulas(index, evaluate);
    this.references = new CrossReferences(index, evaluate);
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
    if (json instanceof Choice) return narrowed(json, scope.given);
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
        // with AWS::LanguageExtensions, the name can be an expression
        return overAlternatives([this.evaluate(argument, scope)], scope.given, ([name]) =>
          name !== undefined && isScalar(name)
            ? this.ref(String(name), scope)
            : unknownFrom(name, 'Ref has no name'),
        );
      case 'Fn::GetAtt':
        return this.getAtt(argument, scope);
      case 'Fn::Sub':
        return this.sub(list, scope);
      case 'Fn::If':
        return this.if(list, scope);
      case 'Fn::ImportValue':
        return overAlternatives([this.evaluate(argument, scope)], scope.given, ([name = ABSENT]) =>
          this.follow(this.references.exported(name, scope.stack), scope.given),
        );
      case 'Fn::GetStackOutput':
        return overAlternatives(
          stackOutputArguments(argument).map((each) => this.evaluate(each, scope)),
          scope.given,
          (values) => this.follow(this.references.stackOutput(values, scope.stack), scope.given),
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
    return overAlternatives(values, scope.given, (lifted) => apply(lifted, this.expand));
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
    const passed = this.references.passedBy(name, stack);
    if (passed) {
      const value = this.follow(passed, given);
      return isScalar(value) ? listed(parameter, value) : value;
    }
    const value = stack.given && entryOf(stack.given, name);
    if (isUnknown(value)) return hole(value.reason, value.cause);
    if (value !== undefined && !isStored(parameter)) return listed(parameter, value);
    const own = ownParameter(name, parameter, stack);
    return own instanceof Choice ? narrowed(own, given) : own;
  }

  private getAtt(argument: unknown, scope: Scope): Evaluated {
    const { stack, given } = scope;
    const json = Array.isArray(argument) ? argument : [argument];
    const values = json.map((each) => this.evaluate(each, scope));
    if (!values.every((each): each is string => typeof each === 'string'))
      return hole('its attribute is known only after deployment');
    const [id, attribute] = getAttOf(values.length === 1 ? values[0] : values);
    const resource = this.index.resourceOf(stack, id);
    if (!resource)
      return hole(`it refers to ${id}, which is not a resource of the template`, UnknownCause.UNRESOLVABLE);
    const output = OUTPUT.exec(attribute)?.[1];
    if (output !== undefined)
      return this.follow(this.references.nestedOutput({ stack, resource }, output), given);
    const exported = this.index.crossRegionExport({ stack, resource }, attribute);
    if (exported) return this.follow(exported, given);
    const echoed = ECHOED_ATTRIBUTES[resource.type]?.includes(attribute)
      ? resource.properties[attribute]
      : undefined;
    if (echoed !== undefined) return this.evaluate(echoed, scope);
    return new PartialValue([{ kind: 'attribute', stack, resource, attribute }]);
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
    return overAlternatives(values, scope.given, (parts) => textOf(parts.flatMap(partsIn)));
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
    return narrowed(new Choice(reason, UnknownCause.CONDITION, options.flatMap(flattened)), given);
  }

  private findInMap(list: readonly unknown[], scope: Scope): Evaluated {
    const { DefaultValue } = objectOf(list[3]);
    const keys = list.slice(0, 3).map((each) => this.evaluate(each, scope));
    return overAlternatives(keys, scope.given, (lifted) =>
      findInMap(scope.stack.mappings ?? {}, lifted, {
        given: scope.given,
        evaluate: (json) => this.evaluate(json, scope),
        ...(DefaultValue !== undefined && { defaultValue: DefaultValue }),
      }),
    );
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
}
