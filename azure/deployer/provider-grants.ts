import type { DeployedProvider } from './deployed-resource';
import type { Grant } from './grant';
import { scopeOf } from './placement';
import { operations, PAGES } from './source';

const REGISTRATION_FILE = 'azurerm provider, resourceproviders/registration.go';

/** Registers any resource provider, and nothing else. */
export const REGISTER_ALL = '*/register/action';

/** Returns what a provider configuration needs before it creates the first resource. */
export function providerGrants(provider: DeployedProvider): Grant[] {
  const { name, subscription, registrations = 'none', registers, isTemplate } = provider;
  const own = { scope: scopeOf(subscription?.toLowerCase()), neededBy: [name] };
  if (isTemplate) return [];
  const registered = registers.map((namespace) => `${namespace}/register/action`);
  const actions = registrations === 'none' ? registered : [REGISTER_ALL];
  return [
    {
      ...own,
      actions: ['Microsoft.Resources/subscriptions/providers/read'],
      source: REGISTRATION_FILE,
      why: 'lists resource providers before it registers those that are missing',
    },
    ...(actions.length === 0
      ? []
      : [
          {
            ...own,
            actions,
            source: PAGES.REGISTRATION,
            why:
              registrations === 'none'
                ? 'registers resource_providers_to_register'
                : `registers the set \`${registrations}\` of resource providers`,
          },
        ]),
  ];
}

/** Returns what deploying a template in a resource group or subscription needs. */
export function templateGrants(scope: Grant['scope'], title: string): Grant {
  return {
    scope,
    actions: operations(
      'Microsoft.Resources/deployments',
      'read',
      'write',
      'validate/action',
      'whatIf/action',
      'operations/read',
      'operationStatuses/read',
    ),
    source: PAGES.DEPLOYMENTS,
    why: 'deploys the template',
    neededBy: [title],
  };
}

/** Returns advice for a provider configuration that registers more than the deployment needs. */
export function providerNotes({ name, registrations = 'none', registers }: DeployedProvider): string[] {
  if (registrations === 'none') return [];
  const list = registers.map((each) => JSON.stringify(each)).join(', ');
  return [
    `${name} registers the set "${registrations}" of resource providers, for which its deployer needs ${REGISTER_ALL}. Set ` +
      `resource_provider_registrations = "none"${list === '' ? '' : ` and resource_providers_to_register = [${list}]`} to ` +
      'limit the role to the resource providers that the deployment needs',
  ];
}
