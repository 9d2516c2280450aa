import { Interpolator, interpolationMark } from '../../../aws/format/interpolation-mark';
import { objectOf } from '../../../aws/template/read-template';
import { getAttOf, SUB_PLACEHOLDER } from '../../../aws/template/references';
import { partitionOfRegion } from '../../../aws/template/regions';
import type { AppValues } from '../../../aws/template/stack-values';
import type { TemplateStack } from '../../../aws/template/template-stack';
import { known, unknown, type Value } from '../../facts';

/** What stands for a value that is not there. */
const NO_VALUE = Symbol('AWS::NoValue');

/** Evaluates values of templates. An unknown value has the reason. */
export class TemplateValues {
  constructor(private readonly app: AppValues) {}

  /** A value as it will be; `undefined` for one that is not there. */
  of(json: unknown, stack: TemplateStack, at?: string): Value<unknown> {
    const value = this.resolve(json, stack);
    if (!value.known) return unknown(value.reason, at);
    return known(value.value === NO_VALUE ? undefined : value.value, at);
  }

  /** A text, a number or a flag; anything else is not known. */
  scalar(json: unknown, stack: TemplateStack, at?: string): Value<string | number | boolean | undefined> {
    const value = this.of(json, stack, at);
    if (!value.known || value.value === undefined || typeof value.value !== 'object') {
      return value as Value<string | number | boolean | undefined>;
    }
    return unknown('it is no single value', at);
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
      : unknown(`${JSON.stringify(value.value)} is no number`, at);
  }

  flag(json: unknown, stack: TemplateStack, at?: string): Value<boolean> {
    const value = this.scalar(json, stack, at);
    return value.known ? known(value.value === true || value.value === 'true', at) : value;
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
    const open = values.find((value) => !value.known);
    if (open) return open;
    return known(values.flatMap((value) => (value.known && value.value !== NO_VALUE ? [value.value] : [])));
  }

  private call(key: string, argument: unknown, stack: TemplateStack): Value<unknown> {
    if (key === 'Ref') return this.ref(String(argument), stack);
    if (key === 'Fn::Sub') return this.sub(argument, stack);
    if (key === 'Fn::ImportValue') return this.imported(argument, stack);
    if (key === 'Fn::If' && Array.isArray(argument)) return this.either(argument, stack);
    if (key === 'Fn::Join' && Array.isArray(argument)) return this.joined(argument, stack);
    if (key === 'Fn::Select' && Array.isArray(argument)) return this.selected(argument, stack);
    if (key === 'Fn::Split' && Array.isArray(argument)) return this.split(argument, stack);
    if (key === 'Fn::FindInMap' && Array.isArray(argument)) return this.inMap(argument, stack);
    if (key === 'Fn::GetAtt') {
      const [id, attribute] = getAttOf(argument);
      return unknown(`it is ${attribute} of ${id}, which is known when that is deployed`);
    }
    return unknown(`it is computed by ${key} when it is deployed`);
  }

  private ref(name: string, { account, region, parameters, name: stack }: TemplateStack): Value<unknown> {
    if (name === 'AWS::NoValue') return known(NO_VALUE);
    const pseudo: Readonly<Record<string, string | undefined>> = {
      'AWS::AccountId': account,
      'AWS::Region': region,
      'AWS::Partition': region && partitionOfRegion(region),
      'AWS::StackName': stack,
    };
    if (Object.hasOwn(pseudo, name)) {
      const value = pseudo[name];
      return value === undefined ? unknown(`${name} is known when it is deployed`) : known(value);
    }
    const parameter = parameters[name];
    if (!parameter) return unknown(`it is the id of ${name}, which is known when that is deployed`);
    const [only, another] = parameter.allowedValues ?? [];
    if (only !== undefined && another === undefined) return known(only);
    return unknown(`it is the parameter ${name}, which can be given any value`);
  }

  private sub(argument: unknown, stack: TemplateStack): Value<unknown> {
    const [template, variables] = Array.isArray(argument) ? argument : [argument, {}];
    let open: Value<unknown> | undefined;
    const text = String(template).replace(SUB_PLACEHOLDER, (placeholder, name: string) => {
      const variable = objectOf(variables)[name];
      const value =
        variable !== undefined
          ? this.resolve(variable, stack)
          : name.includes('.')
            ? this.call('Fn::GetAtt', name, stack)
            : this.ref(name, stack);
      if (value.known) return String(value.value);
      if (variable === undefined && !isPlainName(name, stack))
        return interpolationMark(Interpolator.SUB, name);
      open ??= value;
      return placeholder;
    });
    return open ?? known(text.replaceAll('${!', '${'));
  }

  private joined([separator, list]: readonly unknown[], stack: TemplateStack): Value<unknown> {
    const items = this.resolve(list, stack);
    if (!items.known) return items;
    return known([items.value].flat().join(String(separator)));
  }

  private split([separator, text]: readonly unknown[], stack: TemplateStack): Value<unknown> {
    const value = this.resolve(text, stack);
    return value.known ? known(String(value.value).split(String(separator))) : value;
  }

  private selected([index, list]: readonly unknown[], stack: TemplateStack): Value<unknown> {
    const items = this.resolve(list, stack);
    if (!items.known) return items;
    const item = [items.value].flat()[Number(index)];
    return item === undefined ? unknown(`Fn::Select finds no item ${String(index)}`) : known(item);
  }

  private either([condition, whenTrue, whenFalse]: readonly unknown[], stack: TemplateStack): Value<unknown> {
    const [one, other] = [this.resolve(whenTrue, stack), this.resolve(whenFalse, stack)];
    const isSame = one.known && other.known && JSON.stringify(one.value) === JSON.stringify(other.value);
    return isSame && one.value === (other as typeof one).value
      ? one
      : unknown(`it depends on the condition ${String(condition)}`);
  }

  private inMap(path: readonly unknown[], stack: TemplateStack): Value<unknown> {
    let found: unknown = stack.mappings;
    for (const key of path.slice(0, 3)) {
      const value = this.resolve(key, stack);
      if (!value.known) return value;
      found = objectOf(found)[String(value.value)];
    }
    return found === undefined ? unknown('Fn::FindInMap finds nothing') : this.resolve(found, stack);
  }

  private imported(argument: unknown, stack: TemplateStack): Value<unknown> {
    const name = this.resolve(argument, stack);
    if (!name.known) return name;
    const exporter = this.app.exporterOf(String(name.value));
    if (!exporter)
      return unknown(`it is imported as ${String(name.value)}, which no stack of this app exports`);
    return this.resolve(exporter.exports[String(name.value)], exporter);
  }
}

/** Whether Fn::Sub would find the name. */
function isPlainName(name: string, { parameters, resources }: TemplateStack): boolean {
  const [id = ''] = name.split('.');
  return id.startsWith('AWS::') || id in parameters || resources.some(({ logicalId }) => logicalId === id);
}
