import {
  ModuleObject,
  type TerraformMap,
  type TerraformValue,
  Unresolved,
} from '../expression/terraform-value';
import type { Existence } from './expand-instances';
import type { Block } from './module-files';
import type { ProviderScope } from './provider-scope';

/** How a module is called. */
export interface ModuleCall {
  /** Beginning of the addresses of its resources: empty, or `module.network["hub"].`. */
  readonly address: string;
  /** Names of the calls from the root module. */
  readonly names: readonly string[];
  /** Directories of the modules that call it. */
  readonly callers: readonly string[];
  /** Returns the value of a variable; `undefined` if the caller does not set it. */
  input(name: string): TerraformValue | undefined;
  readonly providers?: ProviderScope;
  /** Whether it is known that the instance of the module exists. */
  readonly existence?: Existence;
}

/** An instance of a module that was not read. */
export class UnreadModule extends ModuleObject {
  constructor(
    readonly address: string,
    readonly block: Block,
    readonly problem: string,
    readonly variables: TerraformMap,
  ) {
    super((name) => new Unresolved(`it is the output ${name} of ${address}, and ${problem}`));
  }
}

/** Arguments of a module block that are not inputs of the module. */
export const META_ARGUMENTS: readonly string[] = [
  'source',
  'version',
  'providers',
  'count',
  'for_each',
  'depends_on',
  '//',
];
