import { conjunction } from '../../../../flows/formula';
import { UnknownCause } from '../../../../flows/value';
import type { Environment } from '../expression/evaluate';
import { evaluate } from '../expression/evaluate';
import { parseTemplate } from '../expression/expression-parser';
import {
  Failure,
  ModuleObject,
  Namespace,
  ResourceObject,
  type TerraformMap,
  type TerraformValue,
  Unresolved,
} from '../expression/terraform-value';
import { builtInValue } from './built-in-value';
import { ConfiguredResource } from './configured-resource';
import { evaluateJson } from './evaluate-body';
import { EXISTS, type Existence, expandInstances, type Instance, instancesIn } from './expand-instances';
import { META_ARGUMENTS, type ModuleCall, UnreadModule } from './module-call';
import type { Block, ModuleFiles } from './module-files';
import { ProviderScope, type ProviderSettings } from './provider-scope';
import type { RootContext } from './root-context';
import { variableValue } from './variable-value';

/** An instance of a module that was read. */
export class CalledModule extends ModuleObject {
  constructor(readonly scope: ModuleScope) {
    super((name) => scope.output(name));
  }
}

/** The names of one instance of a module. */
export class ModuleScope {
  private readonly values = new Map<string, TerraformValue>();
  private readonly providers: ProviderScope;

  constructor(
    readonly files: ModuleFiles,
    readonly call: ModuleCall,
    private readonly root: RootContext,
  ) {
    const evaluated = (json: unknown) => this.evaluate(json);
    this.providers = new ProviderScope(this.blocks('provider'), evaluated, call.providers);
  }

  /** Returns the instances of the resources of the module, without those of called modules. */
  resources(): ConfiguredResource[] {
    return this.instances('resource');
  }

  /** Returns the instances of the data sources of the module, without those of called modules. */
  dataSources(): ConfiguredResource[] {
    return this.instances('data');
  }

  private instances(mode: 'resource' | 'data'): ConfiguredResource[] {
    return this.blocks(mode).flatMap(({ labels: [type = '', name = ''] }) =>
      instancesIn(this.resource(mode, type, name)).flatMap((each) =>
        each instanceof ResourceObject && each.instance instanceof ConfiguredResource ? [each.instance] : [],
      ),
    );
  }

  /** Returns the instances of the modules that the module calls. */
  modules(): (CalledModule | UnreadModule)[] {
    return this.blocks('module').flatMap(({ labels: [name = ''] }) =>
      instancesIn(this.module(name)).filter(
        (each) => each instanceof CalledModule || each instanceof UnreadModule,
      ),
    );
  }

  output(name: string): TerraformValue {
    return this.remembered(`output.${name}`, () => {
      const block = this.block('output', name);
      return block ? this.evaluate(block.body.value) : new Failure(`the module has no output ${name}`);
    });
  }

  environment(variables: TerraformMap = new Map()): Environment {
    return {
      variables,
      budget: this.root.budget,
      lookup: (path) => this.lookup(path),
      readFile: (path) => this.root.readFile(path),
      renderTemplate: (text, names) => {
        try {
          return evaluate(parseTemplate(text), this.environment(names));
        } catch (error) {
          return new Failure(`its template is not valid: ${(error as Error).message}`);
        }
      },
    };
  }

  settingsOf(body: Readonly<Record<string, unknown>>, type: string): ProviderSettings {
    return this.providers.settingsOf(body.provider, type);
  }

  /** Name of the module that is unique in a check. */
  private get uniqueName(): string {
    return `${this.root.name}/${this.call.address}`;
  }

  /** Returns the provider configuration of a resource. Resources of one have the same account and region. */
  providerOf(body: Readonly<Record<string, unknown>>, type: string): string {
    return this.providers.identityOf(body.provider, type);
  }

  /** Another file of the module can declare what one file does not. */
  private get causeOfUndeclared(): UnknownCause {
    return this.files.isComplete ? UnknownCause.UNRESOLVABLE : UnknownCause.EXTERNAL;
  }

  private blocks(kind: string): readonly Block[] {
    return this.files.blocks.get(kind) ?? [];
  }

  private block(kind: string, ...labels: string[]): Block | undefined {
    return this.blocks(kind).find((block) => labels.every((label, index) => block.labels[index] === label));
  }

  private evaluate(json: unknown): TerraformValue {
    return evaluateJson(json, this.environment());
  }

  private lookup(path: readonly string[]): TerraformValue {
    const [first = '', second, third] = path;
    if (first === 'data') {
      return second === undefined || third === undefined
        ? new Namespace(path)
        : this.resource('data', second, third);
    }
    if (second === undefined) return new Namespace(path);
    const builtIn = builtInValue(first, second, this.root, this.files.directory);
    if (builtIn !== undefined) return builtIn;
    switch (first) {
      case 'var':
        return this.remembered(`var.${second}`, () => this.variable(second));
      case 'local':
        return this.remembered(`local.${second}`, () => this.local(second));
      case 'module':
        return this.module(second);
      default:
        return this.resource('resource', first, second);
    }
  }

  private variable(name: string): TerraformValue {
    const block = this.block('variable', name);
    if (block) return variableValue(block, this.call.input(name), this.environment(), this.uniqueName);
    return new Unresolved(`it is var.${name}, which the module does not declare`, this.causeOfUndeclared);
  }

  private local(name: string): TerraformValue {
    const block = this.blocks('locals').findLast(({ body }) => name in body);
    return block
      ? this.evaluate(block.body[name])
      : new Unresolved(`it is local.${name}, which the module does not declare`, this.causeOfUndeclared);
  }

  private resource(mode: 'resource' | 'data', type: string, name: string): TerraformValue {
    const local = `${mode === 'data' ? 'data.' : ''}${type}.${name}`;
    return this.remembered(local, () => {
      const block = this.block(mode, type, name);
      if (!block)
        return new Unresolved(
          `it is ${local}, which the configuration does not declare`,
          this.causeOfUndeclared,
        );
      const address = `${this.call.address}${local}`;
      return expandInstances(block, this.uniqueName, this.environment(), (instance) => {
        const environment = this.environment(instance.variables);
        const existence = this.existenceWith(instance.existence);
        return new ResourceObject(
          new ConfiguredResource(
            block,
            mode === 'data',
            `${address}${instance.key}`,
            existence,
            environment,
            this,
          ),
        );
      });
    });
  }

  private module(name: string): TerraformValue {
    return this.remembered(`module.${name}`, () => {
      const block = this.block('module', name);
      if (!block)
        return new Unresolved(
          `it is module.${name}, which the configuration does not declare`,
          this.causeOfUndeclared,
        );
      return expandInstances(block, this.uniqueName, this.environment(), (instance) =>
        this.called(block, name, instance),
      );
    });
  }

  private called(block: Block, name: string, instance: Instance): TerraformValue {
    const { call, root } = this;
    const address = `${call.address}module.${name}${instance.key}`;
    const names = [...call.names, name];
    const source = root.sources.find(block.body.source, names.join('.'), this.files.directory);
    const callers = [...call.callers, this.files.directory];
    const problem = 'problem' in source ? source.problem : root.problemOf(source.directory, callers);
    if ('problem' in source || problem !== undefined)
      return new UnreadModule(address, block, problem ?? '', instance.variables);
    const environment = this.environment(instance.variables);
    const inner: ModuleCall = {
      address: `${address}.`,
      names,
      callers,
      input: (input) =>
        input in block.body && !META_ARGUMENTS.includes(input)
          ? evaluateJson(block.body[input], environment)
          : undefined,
      providers: this.providers.passedBy(block.body.providers),
      existence: this.existenceWith(instance.existence),
    };
    return new CalledModule(new ModuleScope(root.moduleAt(source.directory), inner, root));
  }

  /** A resource in a module that may not exist has the conditions of both. */
  private existenceWith(own: Existence): Existence {
    const { existence = EXISTS } = this.call;
    const text = own.text ?? existence.text;
    return {
      formula: conjunction([existence.formula, own.formula]),
      ...(text !== undefined && { text }),
    };
  }

  /** Evaluates a name once. A name that refers to itself is unresolved. */
  private remembered(name: string, compute: () => TerraformValue): TerraformValue {
    const before = this.values.get(name);
    if (before !== undefined) return before;
    this.values.set(name, new Unresolved(`it is ${name}, which refers to itself`));
    const value = compute();
    this.values.set(name, value);
    return value;
  }
}
