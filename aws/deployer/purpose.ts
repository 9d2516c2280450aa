import type { CoveredType } from './covered-type';

/** Verbs in the order of a sentence, and the beginnings of the actions that they describe. */
const VERBS: readonly (readonly [string, RegExp])[] = [
  ['creates', /^Create(?!Tags)/],
  ['attaches', /^Attach/],
  ['detaches', /^Detach/],
  ['invokes', /^Invoke/],
  ['reads', /^(?:Get|List|Describe)/],
  ['updates', /^(?!)/],
  ['tags', /^(?:Tag|Untag|CreateTags|DeleteTags)/],
  ['deletes', /^(?!)/],
];

/** Actions that create a resource of a type without an action `Create`. Some of them update it too. */
const CREATES = /^(?:Add|Associate|Put|Set|Subscribe)/;

/**
 * Describes what actions do with the resources of a type: `creates, reads and updates AWS::S3::Bucket`.
 *
 * @param what the resources, or a property of them
 */
export function purposeOf(entry: CoveredType, actions: readonly string[], what = titleOf(entry)): string {
  const found = new Set(actions.flatMap((action) => verbsOf(entry, action)));
  const verbs = VERBS.map(([verb]) => verb).filter((verb) => found.has(verb));
  return `${new Intl.ListFormat('en-GB').format(verbs)} ${what}`;
}

function titleOf({ type }: CoveredType): string {
  return type.endsWith('::') ? `${type}*` : type;
}

function verbsOf(entry: CoveredType, action: string): string[] {
  if (deletesResource(entry, action)) return ['deletes'];
  const [verb] = VERBS.find(([, beginning]) => beginning.test(nameOf(action))) ?? ['updates'];
  if (verb !== 'updates' || !createsResource(entry, action)) return [verb];
  return /^(?:Put|Set)/.test(nameOf(action)) ? ['creates', verb] : ['creates'];
}

/** Whether an action deletes the resource, not only a part of it. */
function deletesResource({ actions, deletes = [], whenGiven = [] }: CoveredType, action: string): boolean {
  const all = [...deletes, ...whenGiven.flatMap((each) => each.deletes ?? [])];
  if (all.length > 0) return all.includes(action);
  return /^Delete(?!Tags)/.test(nameOf(action)) && actions.includes(action);
}

function createsResource({ actions }: CoveredType, action: string): boolean {
  return (
    CREATES.test(nameOf(action)) &&
    actions.includes(action) &&
    !actions.some((each) => /^Create/.test(nameOf(each)))
  );
}

function nameOf(action: string): string {
  return action.slice(action.indexOf(':') + 1);
}
