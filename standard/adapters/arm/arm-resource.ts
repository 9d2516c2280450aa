import { type Existence, known, type PlannedChange, unknown, type Value, type Where } from '../../facts';
import { type ArmValue, hasMarks, replaceMarks } from './expressions/arm-value';
import { outerAddress } from './outer-resource';
import { comparableId, idParts, mayBeEqual } from './resource-ids';

/** A resource of the Azure REST API: of a template, or of the result of `what-if`. Unresolved parts of texts are marked. */
export interface ArmResource {
  /** `Microsoft.Network/networkWatchers/flowLogs`. */
  readonly type: string;
  readonly id: string;
  /** Unique in the deployment unit. */
  readonly localName: string;
  readonly title: string;
  readonly where: Where;
  /**
   * The condition under which it exists. Its variables are unique in the deployment unit.
   *
   * @default - it always exists
   */
  readonly existsIf?: Existence;
  /**
   * What the deployment does with it.
   *
   * @default - unknown, it is a resource of a template
   */
  readonly planned?: PlannedChange;
  /** Returns a member of the resource, such as `properties` or `location`; `undefined` if it is not set. */
  value(name: string): ArmValue | undefined;
}

/** Finds resources by their ids. */
export class ArmResources {
  private readonly byId = new Map<string, ArmResource>();
  private readonly unresolved: readonly ArmResource[];

  constructor(readonly all: readonly ArmResource[]) {
    for (const resource of all) {
      const key = comparableId(resource.id);
      if (!this.byId.has(key)) this.byId.set(key, resource);
    }
    this.unresolved = all.filter(({ id }) => hasMarks(id));
  }

  at(id: string): ArmResource | undefined {
    return this.byId.get(comparableId(id));
  }

  /** Returns the name of the resource that an id identifies, or else the id. It is unknown if the id may identify a resource. */
  target(id: string): Value<string> {
    const found = this.at(id);
    if (found) return known(found.localName);
    const outer = outerAddress(id);
    if (outer !== undefined) return known(outer);
    const candidates = hasMarks(id) ? this.all : this.unresolved;
    const type = idParts(id)?.type.toLowerCase();
    const candidate = candidates.find(
      (each) => (type === undefined || each.type.toLowerCase() === type) && mayBeEqual(each.id, id),
    );
    if (candidate) return unknown(`${replaceMarks(id)} may be the id of ${candidate.title}`);
    return known(replaceMarks(id));
  }
}
