import { lifted } from '../../../aws/template/alternatives';
import {
  ABSENT,
  Choice,
  type Evaluated,
  isList,
  isObject,
  isScalar,
  type Scalar,
  type StackResource,
} from '../../../aws/template/evaluated';
import type { AppValues } from '../../../aws/template/stack-values';
import type { TemplateStack } from '../../../aws/template/template-stack';
import { reasonOf } from '../../../aws/template/unknown-parts';
import type { Formula } from '../../../flows/formula';
import { known, mapValue, oneOf, unknown, unknownAt, type Value } from '../../facts';

/**
 * Where a value is evaluated: in a stack, or in a resource of it. The value of a resource only counts under the condition of the
 * resource.
 */
export type ValueScope = TemplateStack | StackResource;

/** Evaluates values of templates. An unknown value states the reason, and its candidates. */
export class TemplateValues {
  constructor(private readonly app: AppValues) {}

  /** Evaluates a value; `undefined` if the value is absent. */
  of(json: unknown, scope: ValueScope, at?: string): Value<unknown> {
    return this.each(json, scope, plain, at);
  }

  /** Evaluates a string, number or boolean. Lists and objects are unknown. */
  scalar(json: unknown, scope: ValueScope, at?: string): Value<Scalar | undefined> {
    return this.each(json, scope, scalar, at);
  }

  text(json: unknown, scope: ValueScope, at?: string): Value<string | undefined> {
    return mapValue(this.scalar(json, scope, at), (each) => (each === undefined ? undefined : String(each)));
  }

  number(json: unknown, scope: ValueScope, at?: string): Value<number | undefined> {
    return this.each(
      json,
      scope,
      (value) => {
        const found = scalar(value);
        if (!found.known || found.value === undefined) return found as Value<undefined>;
        const number = Number(found.value);
        return Number.isFinite(number)
          ? known(number)
          : unknown(`${JSON.stringify(found.value)} is not a number`);
      },
      at,
    );
  }

  flag(json: unknown, scope: ValueScope, at?: string): Value<boolean> {
    return mapValue(this.scalar(json, scope, at), (each) => each === true || each === 'true');
  }

  /** Whether a property is set, to any value. */
  isSet(json: unknown, scope: ValueScope, at?: string): Value<boolean> {
    return this.each(json, scope, (value) => known(value !== ABSENT), at);
  }

  /** Evaluates a value without its alternatives: those of an unknown condition are unknown. */
  evaluate(json: unknown, scope: ValueScope): Evaluated {
    return this.app.of(stackOf(scope)).evaluate(json, this.given(scope));
  }

  /**
   * Applies a function to a value, or to each of its alternatives. Their results are the candidates of an unknown value, if all
   * are known.
   *
   * @param convert gets an alternative, whose parts are known or unknown
   */
  each<T>(json: unknown, scope: ValueScope, convert: (value: Evaluated) => Value<T>, at?: string): Value<T> {
    const value = lifted(this.evaluate(json, scope), this.given(scope));
    if (!(value instanceof Choice)) return withPlace(convert(value), at);
    const results = value.options.map((option) => convert(option.value));
    const candidates = results.flatMap((each) => (each.known ? [each.value] : (each.candidates ?? [])));
    const isComplete = results.every((each) => each.known || each.candidates !== undefined);
    if (!isComplete) return unknown(value.reason, at, value.cause);
    return oneOf(candidates, value.reason, at, value.cause);
  }

  private given(scope: ValueScope): Formula {
    return 'resource' in scope ? this.app.existence(scope) : true;
  }
}

function stackOf(scope: ValueScope): TemplateStack {
  return 'resource' in scope ? scope.stack : scope;
}

function withPlace<T>(value: Value<T>, at: string | undefined): Value<T> {
  if (at === undefined) return value;
  return value.known ? known(value.value, at) : { ...value, at };
}

function scalar(value: Evaluated): Value<Scalar | undefined> {
  if (value === ABSENT) return known(undefined);
  if (isScalar(value)) return known(value);
  const { reason, cause } = reasonOf(value);
  return unknown(reason, undefined, cause);
}

/** Converts an evaluated value to JSON; unknown if one of its parts is. */
function plain(value: Evaluated): Value<unknown> {
  if (isList(value)) {
    const items = value.map(plain);
    const open = items.find((item) => !item.known);
    return open && !open.known
      ? unknownAt(open)
      : known(items.map((item) => (item.known ? item.value : undefined)));
  }
  if (isObject(value)) {
    const entries = Object.entries(value).map(([name, each]) => [name, plain(each)] as const);
    const open = entries.map(([, each]) => each).find((each) => !each.known);
    if (open && !open.known) return unknownAt(open);
    return known(
      Object.fromEntries(entries.map(([name, each]) => [name, each.known ? each.value : undefined])),
    );
  }
  return scalar(value);
}
