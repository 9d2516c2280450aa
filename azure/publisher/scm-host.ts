/** API version of the site. */
export const API_VERSION = '2024-04-01';

/**
 * Returns the host of a site's publishing endpoint, from the description of the site.
 *
 * Source: azurerm provider, publish_app.go.
 *
 * @throws Error if the description has none
 */
export function scmHostOf(site: unknown): string {
  const { properties } = (site ?? {}) as {
    readonly properties?: {
      readonly hostNameSslStates?: readonly { readonly name?: unknown; readonly hostType?: unknown }[];
    };
  };
  const states = properties?.hostNameSslStates;
  const host = Array.isArray(states)
    ? states.find(({ hostType }) => String(hostType).toLowerCase() === 'repository')?.name
    : undefined;
  if (typeof host === 'string' && /^[a-z\d.-]+(:\d+)?$/i.test(host)) return host;
  throw new Error('the description of the site has no publishing endpoint in hostNameSslStates');
}
