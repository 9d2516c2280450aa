/** Where the sources are published, and the pages with them. */
const PAGES = 'https://github.com/cloud-flow-logs/cloud-flow-logs/blob/main/docs/rules';

/** The page of a rule, or that of all of them. */
export function pageOf(id = 'README'): string {
  return `${PAGES}/${id}.md`;
}
