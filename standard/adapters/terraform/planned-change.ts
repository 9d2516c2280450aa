import { objectOf } from '../../../aws/template/read-template';
import { PlannedAction, type PlannedChange } from '../../facts';

/** Reasons for an action, in words. Source: Terraform, "JSON Output Format", "Change Representation". */
const REASONS: Readonly<Record<string, string>> = {
  replace_because_tainted: 'it is tainted',
  replace_by_request: 'the option -replace names it',
  replace_by_triggers: 'a resource in its replace_triggered_by changes',
  delete_because_no_resource_config: 'the configuration no longer declares it',
  delete_because_no_module: 'the configuration no longer calls its module',
  delete_because_wrong_repetition: 'the resource no longer has this kind of instances',
  delete_because_count_index: 'the count is lower',
  delete_because_each_key: 'for_each no longer contains its key',
  delete_because_no_move_target: 'a moved block names a resource that does not exist',
};

/**
 * Returns what a plan does with a resource.
 *
 * @param change an item of `resource_changes`
 * @param isDeletedOutside whether `resource_drift` states that the resource was deleted outside of Terraform
 */
export function plannedChange(
  change: Readonly<Record<string, unknown>>,
  isDeletedOutside: boolean,
): PlannedChange {
  const { actions, replace_paths: paths } = objectOf(change.change);
  const names = [actions ?? []].flat().map(String);
  const reason = REASONS[String(change.action_reason)];
  if (names.includes('create') && (names.includes('delete') || names.includes('forget'))) {
    const arguments_ = [...new Set([paths ?? []].flat(1).map(pathText))];
    const cause = arguments_.length > 0 ? `${arguments_.join(', ')} cannot be updated in place` : undefined;
    const causes = [cause, reason].filter((each) => each !== undefined);
    return { action: PlannedAction.REPLACE, causes, createsFirst: names[0] === 'create' };
  }
  const causes = reason === undefined ? [] : [reason];
  if (names.includes('delete')) return { action: PlannedAction.DELETE, causes };
  if (names.includes('create')) {
    return {
      action: PlannedAction.CREATE,
      causes: isDeletedOutside ? ['it was deleted outside of Terraform'] : causes,
    };
  }
  return { action: names.includes('update') ? PlannedAction.UPDATE : PlannedAction.NONE, causes };
}

/** Returns the local addresses of resources that were deleted outside of Terraform. */
export function deletedOutside(drift: unknown): ReadonlySet<string> {
  const deleted = [drift ?? []]
    .flat()
    .map(objectOf)
    .filter(({ change }) => [objectOf(change).actions ?? []].flat().includes('delete'));
  return new Set(deleted.map(({ address }) => String(address)));
}

/** `destination_options.file_format` for `["destination_options", 0, "file_format"]`. */
function pathText(path: unknown): string {
  return [path]
    .flat()
    .filter((step) => typeof step === 'string')
    .join('.');
}
