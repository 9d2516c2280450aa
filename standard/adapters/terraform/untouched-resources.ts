import { objectOf } from '../../../aws/template/read-template';

type Json = Readonly<Record<string, unknown>>;

/** A resource of a plan. */
export interface PlannedResource {
  /** An item of `resource_changes`, or an equal change of a resource that the plan does not contain. */
  readonly change: Json;
  readonly pointer: string;
}

/**
 * Returns the resources of a plan. A plan with `-target` contains only some of them: the others of the prior state do not
 * change. Source: Terraform, "JSON Output Format", "Plan Representation".
 */
export function plannedResources(json: Json): PlannedResource[] {
  const planned = [json.resource_changes ?? []]
    .flat()
    .map((change, index) => ({ change: objectOf(change), pointer: `/resource_changes/${index}` }));
  const known = new Set(
    planned.flatMap(({ change }) => [change.address, change.previous_address]).map(String),
  );
  const root = objectOf(objectOf(objectOf(json.prior_state).values).root_module);
  const untouched = stateResources(root, '/prior_state/values/root_module').filter(
    ({ resource }) => !known.has(String(resource.address)),
  );
  return [
    ...planned,
    ...untouched.map(({ resource, pointer }) => ({ change: unchanged(resource), pointer })),
  ];
}

/** Terraform nests modules less deeply. */
const MOST_LEVELS = 100;

function stateResources(module: Json, pointer: string, level = 0): { resource: Json; pointer: string }[] {
  if (level > MOST_LEVELS) return [];
  const own = [module.resources ?? []]
    .flat()
    .map((resource, index) => ({ resource: objectOf(resource), pointer: `${pointer}/resources/${index}` }));
  const inner = [module.child_modules ?? []]
    .flat()
    .flatMap((child, index) =>
      stateResources(objectOf(child), `${pointer}/child_modules/${index}`, level + 1),
    );
  return [...own, ...inner];
}

function unchanged(resource: Json): Json {
  return {
    ...resource,
    change: { actions: ['no-op'], before: resource.values, after: resource.values, after_unknown: {} },
  };
}
