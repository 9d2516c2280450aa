/** The providers whose resources are in Azure and are read. */
const AZURE = /^(?:azurerm|azapi)_/;

/** Providers that access nothing outside of Terraform. */
const LOCAL = /^(?:archive|external|local|null|random|template|terraform|time|tls)_/;

/** Whether a type of resource is one of the providers of Azure Resource Manager. */
export function isAzureType(type: string): boolean {
  return AZURE.test(type);
}

/** Returns a text that lists the types of other providers, in a list of at most one text. */
export function otherProvidersText(types: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const type of types.filter((each) => !AZURE.test(each) && !LOCAL.test(each))) {
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  if (counts.size === 0) return [];
  const list = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([type, count]) => `${type} (${count})`);
  return [`resources of providers other than azurerm and azapi are not covered: ${list.join(', ')}`];
}
