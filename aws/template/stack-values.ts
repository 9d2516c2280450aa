import { generatedName, type PhysicalName } from './physical-names';
import { objectOf } from './read-template';
import { getAttOf, importsIn, referencesIn, SUB_PLACEHOLDER } from './references';
import { partitionOfRegion } from './regions';
import type { TemplateResource, TemplateStack } from './template-stack';

/** Text in place of a value that is unknown before deployment. */
export const UNKNOWN = '*';

/** Names and ARNs of resources of a type. */
export interface Naming {
  readonly name?: PhysicalName;
  /**
   * ARN patterns of a resource. Placeholders are `{partition}`, `{region}`, `{account}`, `{name}`, and paths of
   * properties: `{TableInput.Name}`, or `{Path:/}` with a default value. The first pattern is the resource's own ARN.
   */
  readonly arns: readonly string[];
}

/** A resource and its stack. */
export interface StackResource {
  readonly stack: TemplateStack;
  readonly resource: TemplateResource;
}

/** Evaluates values of the templates of one app before deployment. */
export class AppValues {
  private readonly byStack: ReadonlyMap<TemplateStack, StackValues>;

  constructor(
    readonly stacks: readonly TemplateStack[],
    namingOf: (type: string) => Naming | undefined = () => undefined,
  ) {
    this.byStack = new Map(stacks.map((stack) => [stack, new StackValues(stack, this, namingOf)]));
  }

  /** The evaluator for one of the stacks. */
  of(stack: TemplateStack): StackValues {
    return this.byStack.get(stack) as StackValues;
  }

  /** Finds the stack that exports a name. */
  exporterOf(name: string): TemplateStack | undefined {
    return this.stacks.find(({ exports }) => name in exports);
  }
}

/** Evaluates values of one template. */
export class StackValues {
  private readonly byId: ReadonlyMap<string, TemplateResource>;

  constructor(
    private readonly stack: TemplateStack,
    private readonly app: AppValues,
    private readonly namingOf: (type: string) => Naming | undefined,
  ) {
    this.byId = new Map(stack.resources.map((resource) => [resource.logicalId, resource]));
  }

  /** Evaluates a value to text, with `*` for each part that is unknown before deployment. */
  text(value: unknown): string {
    if (typeof value !== 'object' || value === null) return String(value ?? '');
    const [[key, argument] = ['', undefined], more] = Object.entries(value);
    if (more !== undefined) return UNKNOWN;
    if (key === 'Ref') return this.ref(String(argument));
    if (key === 'Fn::GetAtt') return this.attribute(...getAttOf(argument));
    if (key === 'Fn::Sub') return this.sub(argument);
    if (key === 'Fn::ImportValue') return this.imported(argument);
    if (key === 'Fn::Join' && Array.isArray(argument)) {
      return this.list(argument[1]).join(String(argument[0]));
    }
    if (key === 'Fn::Select' && Array.isArray(argument)) {
      return this.list(argument[1])[Number(argument[0])] ?? UNKNOWN;
    }
    return UNKNOWN;
  }

  /** Evaluates a list, a single value or `Fn::Split` to a list of texts. */
  list(value: unknown): string[] {
    if (Array.isArray(value)) return value.map((each) => this.text(each));
    const split = objectOf(value)['Fn::Split'];
    if (Array.isArray(split)) return this.text(split[1]).split(String(split[0]));
    return value === undefined ? [] : [this.text(value)];
  }

  /** Finds the first resource of the app that a value refers to. */
  resourceOf(value: unknown): StackResource | undefined {
    return this.resourcesIn(value)[0];
  }

  /** Finds all resources of the app that a value refers to: of this stack, or imported from another stack. */
  resourcesIn(value: unknown): StackResource[] {
    const own = [...referencesIn(value)].flatMap((name) => this.byId.get(name) ?? []);
    return [
      ...own.map((resource) => ({ stack: this.stack, resource })),
      ...importsIn(value).flatMap((name) => {
        const exporter = this.app.exporterOf(this.text(name));
        if (!exporter) return [];
        return this.app.of(exporter).resourcesIn(exporter.exports[this.text(name)]);
      }),
    ];
  }

  /** Returns the ARNs of a resource of this stack; empty if the ARNs of its type are unknown. */
  arnsOf(resource: TemplateResource): string[] {
    return (this.namingOf(resource.type)?.arns ?? []).map((arn) => this.filled(arn, resource));
  }

  /** Replaces the placeholders of an ARN pattern. */
  filled(arn: string, resource: TemplateResource, name = this.nameOf(resource)): string {
    const { account = UNKNOWN, region = UNKNOWN } = this.stack;
    const known: Readonly<Record<string, string>> = { partition: this.partition, account, region, name };
    return arn.replace(/\{([\w.]+)(?::([^{}]*))?\}/g, (_, key: string, otherwise = UNKNOWN) => {
      const value = propertyAt(resource, key);
      return known[key] ?? (value === undefined ? otherwise : this.text(value));
    });
  }

  /** Partition of the stack; `aws` if the region is unknown. */
  get partition(): string {
    return partitionOfRegion(this.stack.region ?? '');
  }

  /** Returns the name of a resource of this stack, or a pattern for the name that CloudFormation generates. */
  nameOf(resource: TemplateResource): string {
    const name = this.namingOf(resource.type)?.name;
    if (name === undefined) return UNKNOWN;
    const given = propertyAt(resource, name.property);
    return given === undefined ? generatedName(this.stack.name, resource.logicalId, name) : this.text(given);
  }

  private ref(name: string): string {
    const { account = UNKNOWN, region = UNKNOWN } = this.stack;
    const pseudo: Readonly<Record<string, string>> = {
      'AWS::Partition': this.partition,
      'AWS::AccountId': account,
      'AWS::Region': region,
      'AWS::StackName': this.stack.name,
      'AWS::URLSuffix': this.partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com',
      'AWS::NoValue': '',
    };
    const resource = this.byId.get(name);
    return pseudo[name] ?? (resource ? this.nameOf(resource) : UNKNOWN);
  }

  private attribute(id: string, attribute: string): string {
    const resource = this.byId.get(id);
    return (attribute === 'Arn' && resource && this.arnsOf(resource)[0]) || UNKNOWN;
  }

  private sub(argument: unknown): string {
    const [template, variables] = Array.isArray(argument) ? argument : [argument, {}];
    return String(template)
      .replace(SUB_PLACEHOLDER, (_, name: string) => {
        if (name in objectOf(variables)) return this.text(objectOf(variables)[name]);
        return name.includes('.') ? this.attribute(...getAttOf(name)) : this.ref(name);
      })
      .replaceAll('${!', '${');
  }

  private imported(name: unknown): string {
    const exporter = this.app.exporterOf(this.text(name));
    return exporter ? this.app.of(exporter).text(exporter.exports[this.text(name)]) : UNKNOWN;
  }
}

/** Returns a property by its path: `TableInput.Name`. */
export function propertyAt({ properties }: TemplateResource, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => objectOf(value)[key], properties);
}
