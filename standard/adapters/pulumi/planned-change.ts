import { objectOf } from '../../../aws/template/read-template';
import { PlannedAction, type PlannedChange } from '../../facts';

type Step = Readonly<Record<string, unknown>>;

/** Operations of the engine. Source: Pulumi SDK, `display/events` and `resource/deploy/step`. */
const ACTIONS: Readonly<Record<string, PlannedAction>> = {
  same: PlannedAction.NONE,
  refresh: PlannedAction.NONE,
  read: PlannedAction.NONE,
  create: PlannedAction.CREATE,
  import: PlannedAction.CREATE,
  update: PlannedAction.UPDATE,
  delete: PlannedAction.DELETE,
  replace: PlannedAction.REPLACE,
  'create-replacement': PlannedAction.REPLACE,
  'delete-replaced': PlannedAction.REPLACE,
  'import-replacement': PlannedAction.REPLACE,
  'read-replacement': PlannedAction.REPLACE,
  'discard-replaced': PlannedAction.REPLACE,
  'remove-pending-replace': PlannedAction.REPLACE,
};

/** Returns what a preview does with each resource, by URN. A replacement has several steps. */
export function plannedChanges(steps: readonly Step[]): ReadonlyMap<string, PlannedChange> {
  const byUrn = new Map<string, Step[]>();
  for (const step of steps) {
    const urn = String(step.urn);
    byUrn.set(urn, [...(byUrn.get(urn) ?? []), step]);
  }
  return new Map(
    [...byUrn].flatMap(([urn, all]) => {
      const planned = plannedChange(all);
      return planned ? [[urn, planned] as const] : [];
    }),
  );
}

function plannedChange(steps: readonly Step[]): PlannedChange | undefined {
  const operations = steps.map(({ op }) => String(op));
  const actions = operations.flatMap((each) => ACTIONS[each] ?? []);
  const action = actions.includes(PlannedAction.REPLACE) ? PlannedAction.REPLACE : actions.at(-1);
  if (action === undefined) return undefined;
  if (action !== PlannedAction.REPLACE) return { action, causes: [] };
  const names = [...new Set(steps.flatMap(replaceReasons))];
  const [created, deleted] = [
    operations.indexOf('create-replacement'),
    operations.indexOf('delete-replaced'),
  ];
  return {
    action,
    causes: names.length > 0 ? [`${names.join(', ')} cannot be updated in place`] : [],
    ...(created >= 0 && deleted >= 0 && { createsFirst: created < deleted }),
  };
}

function replaceReasons({ replaceReasons: names, detailedDiff }: Step): string[] {
  const listed = [names ?? []].flat().map(String);
  if (listed.length > 0) return listed;
  return Object.entries(objectOf(detailedDiff))
    .filter(([, diff]) => String(objectOf(diff).kind).endsWith('-replace'))
    .map(([path]) => path);
}

/** Returns the URNs that a resource had before: those of its aliases, and that of its state. */
export function previousUrns(step: Step): string[] {
  const { newState, oldState, urn } = step;
  const all = [objectOf(oldState).urn, ...[objectOf(newState).aliases ?? []].flat()];
  return [...new Set(all.map(aliasUrn))].filter((each): each is string => each !== undefined && each !== urn);
}

function aliasUrn(alias: unknown): string | undefined {
  const text = typeof alias === 'string' ? alias : objectOf(alias).urn;
  return typeof text === 'string' ? text : undefined;
}
