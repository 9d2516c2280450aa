import type { Fact } from '../facts';

/** The version of an app that a resource belongs to. */
export enum Version {
  BEFORE = 'before',
  AFTER = 'after',
}

/** A way to recognise a resource under another name. */
export interface Identity<T extends Fact> {
  /** Returns a text that is equal for the same resource in both versions; `undefined` if the resource has none. */
  readonly keyOf: (fact: T, version: Version) => string | undefined;
  /** Whether the key identifies a resource only if it is unique in both versions. */
  readonly needsUniqueKey: boolean;
}

/** The resources of two versions of an app that are the same resource. */
export class ResourcePairs<T extends Fact> {
  private readonly afterByAddress = new Map<string, T>();
  private readonly beforeByAddress = new Map<string, T>();

  /** Pairs resources by address, by their names before the change or their ids in Azure, and then by each identity. */
  constructor(before: readonly T[], after: readonly T[], identities: readonly Identity<T>[]) {
    const old = new Map(before.map((each) => [each.address, each]));
    const oldNames = new Map(before.map((each) => [`${each.unit.name}\n${each.localName}`, each]));
    const oldIds = new Map(before.map((each) => [idOf(each) ?? '', each]));
    oldIds.delete('');
    for (const each of after) {
      const [former] = (each.previousNames ?? []).flatMap(
        (name) => oldNames.get(`${each.unit.name}\n${name}`) ?? [],
      );
      const same = old.get(each.address) ?? former ?? oldIds.get(idOf(each) ?? '');
      if (same) this.pair(same, each);
    }
    for (const identity of identities) {
      this.pairBy(
        identity,
        before.filter(({ address }) => !this.afterByAddress.has(address)),
        after.filter(({ address }) => !this.beforeByAddress.has(address)),
      );
    }
  }

  /** Returns the new version of a resource. */
  after(address: string): T | undefined {
    return this.afterByAddress.get(address);
  }

  /** Returns the old version of a resource. */
  before(address: string): T | undefined {
    return this.beforeByAddress.get(address);
  }

  private pairBy({ keyOf, needsUniqueKey }: Identity<T>, gone: readonly T[], added: readonly T[]): void {
    const candidates = grouped(gone, (each) => keyOf(each, Version.BEFORE));
    for (const [key, all] of grouped(added, (each) => keyOf(each, Version.AFTER))) {
      const old = candidates.get(key) ?? [];
      if (needsUniqueKey && (old.length !== 1 || all.length !== 1)) continue;
      for (const [index, each] of all.entries()) {
        const same = old[index];
        if (same) this.pair(same, each);
      }
    }
  }

  private pair(before: T, after: T): void {
    if (this.afterByAddress.has(before.address)) return;
    this.afterByAddress.set(before.address, after);
    this.beforeByAddress.set(after.address, before);
  }
}

/** Whether an engine takes two paired resources for different ones, because the name differs. */
export function isRenamed(before: Fact, after: Fact): boolean {
  const isFormer =
    after.unit.name === before.unit.name && (after.previousNames ?? []).includes(before.localName);
  const hasSameId = idOf(before) !== undefined && idOf(before) === idOf(after);
  return before.address !== after.address && !isFormer && !hasSameId;
}

function idOf({ unit, resourceId }: Fact): string | undefined {
  return resourceId === undefined ? undefined : `${unit.name}\n${resourceId}`;
}

/** Resources of one type with equal immutable properties, of which one is set. */
export const EQUAL_PROPERTIES: Identity<Fact> = {
  keyOf: (fact) => {
    const signature = signatureOf(fact);
    return signature?.isDistinctive ? signature.text : undefined;
  },
  needsUniqueKey: false,
};

/** The only resources of one type with equal immutable properties. */
export const ONLY_OF_ITS_TYPE: Identity<Fact> = {
  keyOf: (fact) => signatureOf(fact)?.text,
  needsUniqueKey: true,
};

function signatureOf({
  type,
  immutable,
  resourceId,
}: Fact): { text: string; isDistinctive: boolean } | undefined {
  // another id in Azure is another resource
  if (!immutable || resourceId !== undefined) return undefined;
  // names of referenced resources can change, too
  const own = immutable.filter(({ references }) => references().length === 0);
  return {
    text: JSON.stringify([type, ...own.map(({ value, text }) => (value.known ? value.value : text) ?? null)]),
    isDistinctive: own.some(({ value }) => value.known && value.value !== undefined && value.value !== null),
  };
}

function grouped<T>(all: readonly T[], keyOf: (each: T) => string | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    const key = keyOf(each);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return groups;
}
