import { objectOf } from './json-object';

/** Values of the collection of a loop; `undefined` if they are known only after deployment. */
export type CollectionValues = (collection: unknown) => readonly string[] | undefined;

const LOOP = /^Fn::ForEach::/;

/** Resources and outputs that the loops of a template create. Nested loops multiply them. */
const MOST_COPIES = 10_000;

/**
 * Replaces the loops of a template by their results. A loop whose collection is unknown stays. Source: AWS CloudFormation Template
 * Reference, "Fn::ForEach".
 */
export function expandLoops(template: unknown, valuesOf: CollectionValues): unknown {
  const expansion = new Expansion(valuesOf);
  const sections = Object.entries(objectOf(template)).map(([name, section]) =>
    ['Conditions', 'Resources', 'Outputs'].includes(name)
      ? [name, expansion.of(section, new Map())]
      : [name, section],
  );
  return Object.fromEntries(sections);
}

/** Whether a template can contain loops: they need a transform. */
export function mayContainLoops(template: unknown): boolean {
  const { Transform } = objectOf(template);
  return [Transform ?? []].flat().includes('AWS::LanguageExtensions');
}

class Expansion {
  private copies = 0;

  constructor(private readonly valuesOf: CollectionValues) {}

  of(json: unknown, variables: ReadonlyMap<string, string>): unknown {
    if (typeof json === 'string') return substituted(json, variables);
    if (Array.isArray(json)) return json.map((each) => this.of(each, variables));
    if (typeof json !== 'object' || json === null) return json;
    const entries = Object.entries(json);
    const [[key = '', argument] = []] = entries;
    // the identifier of a loop is like a parameter
    if (entries.length === 1 && key === 'Ref' && variables.has(String(argument)))
      return variables.get(String(argument));
    return Object.fromEntries(entries.flatMap(([name, each]) => this.entry(name, each, variables)));
  }

  private entry(name: string, json: unknown, variables: ReadonlyMap<string, string>): [string, unknown][] {
    if (!LOOP.test(name) || !Array.isArray(json)) {
      return [[substituted(name, variables), this.of(json, variables)]];
    }
    const [identifier, collection, output] = json;
    const values = this.valuesOf(this.of(collection, variables));
    this.copies += (values?.length ?? 0) * Object.keys(objectOf(output)).length;
    if (!values || typeof identifier !== 'string' || this.copies > MOST_COPIES) return [[name, json]];
    return values.flatMap((value) =>
      Object.entries(objectOf(this.of(output, new Map([...variables, [identifier, value]])))),
    );
  }
}

/** Replaces `${Identifier}`, and `&{Identifier}` by the letters and digits of the value. */
function substituted(text: string, variables: ReadonlyMap<string, string>): string {
  if (variables.size === 0 || !/[$&]\{/.test(text)) return text;
  return text.replace(/([$&])\{([^{}]+)\}/g, (placeholder, sign: string, name: string) => {
    const value = variables.get(name);
    if (value === undefined) return placeholder;
    return sign === '&' ? value.replace(/[^A-Za-z0-9]/g, '') : value;
  });
}
