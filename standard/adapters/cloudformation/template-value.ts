import { Interpolator, interpolationMark } from '../../../aws/format/interpolation-mark';
import { objectOf } from '../../../aws/template/read-template';
import { getAttOf, SUB_PLACEHOLDER } from '../../../aws/template/references';
import { partitionOfRegion } from '../../../aws/template/regions';
import type { AppValues } from '../../../aws/template/stack-values';
import type { TemplateStack } from '../../../aws/template/template-stack';
import { known, mapValue, unknown, unknownAt, type Value } from '../../facts';

/** Represents a value that is absent from the template. */
const NO_VALUE = Symbol('AWS::NoValue');

/** Evaluates values of templates. An unknown value states the reason. */
export class TemplateValues {
  constructor(private readonly app: AppValues) {}

  /** Evaluates a value; `undefined` if the value is absent. */
  of(json: unknown, stack: TemplateStack, at?: string): Value<unknown> {
    const value = this.resolve(json, stack);
    if (!value.known) return unknownAt(value, at);
    return known(value.value === NO_VALUE ? undefined : value.value, at);
  }

  /** Evaluates a string, number or boolean. Lists and objects are unknown. */
  scalar(json: unknown, stack: TemplateStack, at?: string): Value<string | number | boolean | undefined> {
    const value = this.of(json, stack, at);
    if (!value.known || value.value === undefined || typeof value.value !== 'object') {
      return value as Value<string | number | boolean | undefined>;
    }
    return unknown('it is not a single value', at);
  }

  text(json: unknown, stack: TemplateStack, at?: string): Value<string | undefined> {
    const value = this.scalar(json, stack, at);
    return value.known && value.value !== undefined
      ? known(String(value.value), at)
      : (value as Value<undefined>);
  }

  number(json: unknown, stack: TemplateStack, at?: string): Value<number | undefined> {
    const value = this.scalar(json, stack, at);
    if (!value.known || value.value === undefined) return value as Value<undefined>;
    const number = Number(value.value);
    return Number.isFinite(number)
      ? known(number, at)
      : unknown(`${JSON.stringify(value.value)} is not a number`, at);
  }

  flag(json: unknown, stack: TemplateStack, at?: string): Value<boolean> {
    const value = this.scalar(json, stack, at);
    return mapValue(value, (each) => each === true || each === 'true');
  }

  private resolve(json: unknown, stack: TemplateStack): Value<unknown> {
    if (json === undefined || json === null) return known(NO_VALUE);
    if (Array.isArray(json)) return this.list(json, stack);
    if (typeof json !== 'object') return known(json);
    const [[key, argument] = ['', undefined], more] = Object.entries(json);
    if (more === undefined && (key === 'Ref' || key.startsWith('Fn::')))
      return this.call(key, argument, stack);
    const entries: [string, unknown][] = [];
    for (const [name, each] of Object.entries(json)) {
      const value = this.resolve(each, stack);
      if (!value.known) return value;
      if (value.value !== NO_VALUE) entries.push([name, value.value]);
    }
    return known(Object.fromEntries(entries));
  }

  private list(items: readonly unknown[], stack: TemplateStack): Value<unknown> {
    const values = items.map((item) => this.resolve(item, stack));
    const unknownItem = values.find((value) => !value.known);
    if (unknownItem) return unknownItem;
    return known(values.flatMap((value) => (value.known && value.value !== NO_VALUE ? [value.value] : [])));
  }

  private call(key: string, argument: unknown, stack: TemplateStack): Value<unknown> {
    if (key === 'Ref') return this.ref(String(argument), stack);
    if (key === 'Fn::Sub') return this.fnSub(argument, stack);
    if (key === 'Fn::ImportValue') return this.fnImportValue(argument, stack);
    if (key === 'Fn::If' && Array.isArray(argument)) return this.fnIf(argument, stack);
    if (key === 'Fn::Join' && Array.isArray(argument)) return this.fnJoin(argument, stack);
    if (key === 'Fn::Select' && Array.isArray(argument)) return this.fnSelect(argument, stack);
    if (key === 'Fn::Split' && Array.isArray(argument)) return this.fnSplit(argument, stack);
    if (key === 'Fn::FindInMap' && Array.isArray(argument)) return this.fnFindInMap(argument, stack);
    if (key === 'Fn::GetAtt') {
      const [id, attribute] = getAttOf(argument);
      return unknown(`it is the attribute ${attribute} of ${id}, which is known only after deployment`);
    }
    return unknown(`${key} computes it during deployment`);
  }

  private ref(name: string, { account, region, parameters, name: stack }: TemplateStack): Value<unknown> {
    if (name === 'AWS::NoValue') return known(NO_VALUE);
    const pseudo: Readonly<Record<string, string | undefined>> = {
      'AWS::AccountId': account,
      'AWS::Region': region,
      'AWS::Partition': region && partitionOfRegion(region),
      // a pattern is not the name
      'AWS::StackName': stack.includes('*') ? undefined : stack,
    };
    if (Object.hasOwn(pseudo, name)) {
      const value = pseudo[name];
      return value === undefined ? unknown(`${name} is known only after deployment`) : known(value);
    }
    const parameter = parameters[name];
    if (!parameter) return unknown(`it is the id of ${name}, which is known only after deployment`);
    const [firstValue, secondValue] = parameter.allowedValues ?? [];
    if (firstValue !== undefined && secondValue === undefined) return known(firstValue);
    return unknown(`it is the parameter ${name}, which accepts any value`);
  }

  private fnSub(argument: unknown, stack: TemplateStack): Value<unknown> {
    const [template, variables] = Array.isArray(argument) ? argument : [argument, {}];
    let unknownPart: Value<unknown> | undefined;
    const text = String(template).replace(SUB_PLACEHOLDER, (placeholder, name: string) => {
      const variable = objectOf(variables)[name];
      const value =
        variable !== undefined
          ? this.resolve(variable, stack)
          : name.includes('.')
            ? this.call('Fn::GetAtt', name, stack)
            : this.ref(name, stack);
      if (value.known) return String(value.value);
      if (variable === undefined && !isResolvableName(name, stack))
        return interpolationMark(Interpolator.SUB, name);
      unknownPart ??= value;
      return placeholder;
    });
    return unknownPart ?? known(text.replaceAll('${!', '${'));
  }

  private fnJoin([separator, list]: readonly unknown[], stack: TemplateStack): Value<unknown> {
    const items = this.resolve(list, stack);
    if (!items.known) return items;
    return known([items.value].flat().join(String(separator)));
  }

  private fnSplit([separator, text]: readonly unknown[], stack: TemplateStack): Value<unknown> {
    const value = this.resolve(text, stack);
    return value.known ? known(String(value.value).split(String(separator))) : value;
  }

  private fnSelect([index, list]: readonly unknown[], stack: TemplateStack): Value<unknown> {
    const items = this.resolve(list, stack);
    if (!items.known) return items;
    const item = [items.value].flat()[Number(index)];
    return item === undefined ? unknown(`Fn::Select has no item at index ${String(index)}`) : known(item);
  }

  private fnIf([condition, whenTrue, whenFalse]: readonly unknown[], stack: TemplateStack): Value<unknown> {
    const [trueValue, falseValue] = [this.resolve(whenTrue, stack), this.resolve(whenFalse, stack)];
    const isSame =
      trueValue.known &&
      falseValue.known &&
      JSON.stringify(trueValue.value) === JSON.stringify(falseValue.value);
    return isSame && trueValue.value === (falseValue as typeof trueValue).value
      ? trueValue
      : unknown(`it depends on the condition ${String(condition)}`);
  }

  private fnFindInMap(path: readonly unknown[], stack: TemplateStack): Value<unknown> {
    let found: unknown = stack.mappings;
    for (const key of path.slice(0, 3)) {
      const value = this.resolve(key, stack);
      if (!value.known) return value;
      found = objectOf(found)[String(value.value)];
    }
    return found === undefined
      ? unknown('Fn::FindInMap has no entry for the keys')
      : this.resolve(found, stack);
  }

  private fnImportValue(argument: unknown, stack: TemplateStack): Value<unknown> {
    const name = this.resolve(argument, stack);
    if (!name.known) return name;
    const exporter = this.app.exporterOf(String(name.value));
    if (!exporter)
      return unknown(`it is imported as ${String(name.value)}, which no stack of this app exports`);
    return this.resolve(exporter.exports[String(name.value)], exporter);
  }
}

/** Whether Fn::Sub can resolve the name in the stack. */
function isResolvableName(name: string, { parameters, resources }: TemplateStack): boolean {
  const [id = ''] = name.split('.');
  return id.startsWith('AWS::') || id in parameters || resources.some(({ logicalId }) => logicalId === id);
}
