/** The most resources that a reason lists. The JSON output contains all. */
const MOST_LISTED = 4;

/** The first of the resources that need a permission: `A, B, C and 12 more`. */
export function resourceList(resources: readonly string[]): string {
  if (resources.length <= MOST_LISTED) return resources.join(', ');
  const first = resources.slice(0, MOST_LISTED - 1);
  return `${first.join(', ')} and ${resources.length - first.length} more`;
}
