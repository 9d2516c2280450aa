/** A template in three parts, which refer to each other. */
export interface SplitTemplate {
  readonly network: object;
  readonly store: object;
  readonly logs: object;
}

/** A reference from one part to another. */
export interface PartReference {
  readonly part: keyof SplitTemplate;
  readonly id: string;
  /** `Ref`, or the name of an attribute. */
  readonly attribute: string;
  /** Name of the output or the parameter that passes the value. */
  readonly name: string;
}

type Resources = Readonly<Record<string, { readonly Type: string; readonly Condition?: string }>>;

/**
 * Splits a template into networks, destinations and flow logs.
 *
 * @param referenceOf the expression of a reference to another part
 * @param more sections of a part, for the references to it and those in it
 */
export function splitTemplate(
  template: object,
  referenceOf: (reference: PartReference) => object,
  more: (
    part: keyof SplitTemplate,
    incoming: readonly PartReference[],
    outgoing: readonly PartReference[],
  ) => object,
): SplitTemplate {
  const { Resources } = template as { Resources: Resources };
  const parts = { network: {}, store: {}, logs: {} } as Record<keyof SplitTemplate, Record<string, unknown>>;
  const partOf = (id: string): keyof SplitTemplate => partOfType(Resources[id]?.Type ?? '');
  const all: { readonly from: keyof SplitTemplate; readonly reference: PartReference }[] = [];
  const rewritten = (json: unknown, from: keyof SplitTemplate): unknown => {
    if (Array.isArray(json)) return json.map((each) => rewritten(each, from));
    if (typeof json !== 'object' || json === null) return json;
    const [[key = '', argument] = []] = Object.entries(json);
    if (key === 'Fn::Sub' && typeof argument === 'string') return substituted(argument, from);
    const [id, attribute] = key === 'Ref' ? [argument, 'Ref'] : key === 'Fn::GetAtt' ? argument : [];
    if (typeof id === 'string' && id in Resources && partOf(id) !== from) {
      const reference = { part: partOf(id), id, attribute, name: `${id}${attribute}` };
      all.push({ from, reference });
      return referenceOf(reference);
    }
    return Object.fromEntries(Object.entries(json).map(([name, each]) => [name, rewritten(each, from)]));
  };
  /** References to other parts become variables of `Fn::Sub`. */
  const substituted = (text: string, from: keyof SplitTemplate): unknown => {
    const variables: Record<string, unknown> = {};
    const replaced = text.replace(
      /\$\{(\w+)(?:\.(\w+))?\}/g,
      (placeholder, id: string, attribute?: string) => {
        if (!(id in Resources) || partOf(id) === from) return placeholder;
        const name = `${id}${attribute ?? ''}`;
        variables[name] = rewritten(
          attribute === undefined ? { Ref: id } : { 'Fn::GetAtt': [id, attribute] },
          from,
        );
        return `\${${name}}`;
      },
    );
    return { 'Fn::Sub': Object.keys(variables).length > 0 ? [replaced, variables] : text };
  };
  for (const [id, resource] of Object.entries(Resources)) {
    const part = partOf(id);
    parts[part][id] = rewritten(resource, part);
  }
  const sectionsOf = (part: keyof SplitTemplate) => ({
    AWSTemplateFormatVersion: '2010-09-09',
    ...more(
      part,
      all.filter(({ reference }) => reference.part === part).map(({ reference }) => reference),
      all.filter(({ from }) => from === part).map(({ reference }) => reference),
    ),
    Resources: { Topic: { Type: 'AWS::SNS::Topic' }, ...parts[part] },
  });
  return { network: sectionsOf('network'), store: sectionsOf('store'), logs: sectionsOf('logs') };
}

function partOfType(type: string): keyof SplitTemplate {
  if (type === 'AWS::EC2::FlowLog') return 'logs';
  return type.startsWith('AWS::EC2::') ? 'network' : 'store';
}

/** The expression of a reference in its own part. */
export function expressionOf({ id, attribute }: PartReference): object {
  return attribute === 'Ref' ? { Ref: id } : { 'Fn::GetAtt': [id, attribute] };
}

/** The section `Outputs` for references. */
export function outputsOf(references: readonly PartReference[]): object {
  return {
    Outputs: Object.fromEntries(references.map((each) => [each.name, { Value: expressionOf(each) }])),
  };
}
