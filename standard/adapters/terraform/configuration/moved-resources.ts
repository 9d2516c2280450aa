import { objectOf } from '../../../../aws/template/read-template';
import { isBelow } from '../../../facts/is-below';
import type { ModuleScope } from './module-scope';

/** A move of a resource, of its instances, or of a module, by addresses from the root module. */
interface Move {
  readonly from: string;
  readonly to: string;
}

const MOST_MOVES = 100;

/** The `moved` and `removed` blocks of a configuration. Source: Terraform, "Refactoring", "Removing Resources". */
export class MovedResources {
  private readonly moves: Move[] = [];
  /** Addresses of resources and modules that a change removes from the state, but does not destroy. */
  readonly kept: string[] = [];

  /** Adds the blocks of a module. */
  add({ files, call }: Pick<ModuleScope, 'files' | 'call'>): void {
    const addressOf = (value: unknown): string => `${call.address}${addressText(value)}`;
    for (const { body } of files.blocks.get('moved') ?? []) {
      if (body.from !== undefined && body.to !== undefined)
        this.moves.push({ from: addressOf(body.from), to: addressOf(body.to) });
    }
    for (const { body } of files.blocks.get('removed') ?? []) {
      const lifecycle = [body.lifecycle ?? []].flat().map(objectOf);
      if (lifecycle.some(({ destroy }) => String(destroy) === 'false')) this.kept.push(addressOf(body.from));
    }
  }

  /** Returns the addresses of a resource before the change, the latest first. */
  previousNames(address: string): string[] {
    const names: string[] = [];
    const open = [address];
    for (
      let current = open.shift();
      current !== undefined && names.length < MOST_MOVES;
      current = open.shift()
    ) {
      for (const { from, to } of this.moves) {
        if (!isBelow(current, to)) continue;
        const previous = `${from}${current.slice(to.length)}`;
        if (previous === address || names.includes(previous)) continue;
        names.push(previous);
        open.push(previous);
      }
    }
    return names;
  }
}

/** The parser writes `${aws_vpc.main}`. */
function addressText(value: unknown): string {
  return String(value)
    .replace(/^\$\{(.*)\}$/s, '$1')
    .replace(/\s+/g, '');
}
