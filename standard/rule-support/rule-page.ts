/** The published folder of rule pages. */
const PAGES = 'https://github.com/cloud-flow-logs/cloud-flow-logs/blob/main/docs/rules';

/** The address of a rule's page; of the index if no id is given. */
export function rulePage(id = 'README'): string {
  return `${PAGES}/${id}.md`;
}
