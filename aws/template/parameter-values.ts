import { UnknownCause } from '../../flows/value';
import { MOST_OPTIONS } from './alternatives';
import { Choice, type Evaluated, hole } from './evaluated';
import type { TemplateParameter, TemplateStack } from './template-stack';

/** The value of a parameter without a given value: its default, or else one of its allowed values. */
export function ownParameter(name: string, parameter: TemplateParameter, stack: TemplateStack): Evaluated {
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

/** Whether the value of a parameter is the name of a parameter in Parameter Store. */
export function isStored({ type }: TemplateParameter): boolean {
  return type.startsWith('AWS::SSM::Parameter::Value');
}

/** The values of a list parameter are separated by commas. */
export function listed({ type }: TemplateParameter, value: unknown): Evaluated {
  const isListType = type === 'CommaDelimitedList' || type.startsWith('List<');
  if (!isListType) return typeof value === 'object' ? hole('its value is not a text') : (value as Evaluated);
  return (Array.isArray(value) ? value.map(String) : String(value).split(',')).map((item) => item.trim());
}
