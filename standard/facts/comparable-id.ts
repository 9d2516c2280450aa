/**
 * Returns a name or an id in the form in which it is compared. Azure ignores the case of resource ids. Source: Azure Resource
 * Manager, "Resource naming restrictions".
 */
export function comparableId(id: string): string {
  return /^\/(subscriptions|providers)\//i.test(id) ? id.toLowerCase().replace(/\/$/, '') : id;
}
