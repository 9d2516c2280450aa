import type { ArmResource, Json } from './resource-store';
import { type Behaviours, type CloudOfType, propertiesOf, withDecided, withDefaults } from './type-behaviour';

/** The publisher of a site. */
export const PUBLISHER = { publishingUserName: '$site', publishingPassword: 'a-password-that-is-none' };

/** Microsoft.Web: plans and functions with their settings. Packages are published to the stand-in itself. */
export const WEB: Behaviours = {
  'microsoft.web/serverfarms': {
    complete: ({ body }) => withDefaults({ kind: 'functionapp', ...body }, { maximumElasticWorkerCount: 1 }),
  },
  'microsoft.web/sites': {
    complete: ({ id, body, host }) => {
      const { siteConfig, ...properties } = propertiesOf(body);
      return withDecided(
        { ...body, properties: { ...properties, siteConfig: withoutSettings(siteConfig as Json) } },
        {
          defaultHostName: `${id.name}.azurewebsites.net`,
          customDomainVerificationId: 'none',
          hostNameSslStates: [
            { name: `${id.name}.azurewebsites.net`, hostType: 'Standard' },
            { name: host, hostType: 'Repository' },
          ],
        },
      );
    },
    afterWrite: writeConfiguration,
  },
  'microsoft.web/sites/config': {
    actions: { list: withoutState },
  },
};

/** A site returns its settings only on a separate request. */
function withoutSettings(siteConfig: Json | undefined): Json {
  return { ...siteConfig, appSettings: undefined };
}

/** All properties are settings. */
function withoutState({ properties, ...configuration }: ArmResource): Json {
  const { provisioningState: _, ...settings } = properties;
  return { ...configuration, properties: settings };
}

/** Parts of a site's body are returned by separate resources. */
function writeConfiguration({ id }: ArmResource, { write, store }: CloudOfType, body: Json): void {
  const { siteConfig } = propertiesOf(body);
  const { appSettings = [], ...configuration } = (siteConfig ?? {}) as {
    appSettings?: readonly { name: string; value: string }[];
  };
  const settings = Object.fromEntries(appSettings.map(({ name, value }) => [name, value]));
  write(`${id}/config/appsettings`, { properties: settings });
  write(`${id}/config/web`, { properties: configuration });
  if (store.get(`${id}/config/connectionstrings`)) return;
  write(`${id}/config/connectionstrings`, { properties: {} });
  write(`${id}/config/slotConfigNames`, { properties: {} });
  write(`${id}/config/authsettings`, { properties: { enabled: false } });
  write(`${id}/config/publishingcredentials`, { properties: PUBLISHER });
  write(`${id}/basicPublishingCredentialsPolicies/scm`, { properties: { allow: true } });
}
