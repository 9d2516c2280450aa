import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { deployerRoles } from '../../../azure/deployer/deployer-roles';
import { siteTemplate } from '../../../azure/function-app/site-template';
import { readAzureDeployments } from '../../../standard/adapters/read-deployments';
import { allowsIn } from '../../support/azure-access';

const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-deployer-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const SUBSCRIPTION = '00000000-0000-0000-0000-000000000001';
const HOME = `/subscriptions/${SUBSCRIPTION}`;
const SUBNET = `${HOME}/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/hub/subnets/functions`;

const PARAMETERS =
  '${jsonencode({"planId" = {"value" = azurerm_service_plan.plan.id}, ' +
  '"identityId" = {"value" = azurerm_user_assigned_identity.me.id}})}';

const templateWith = (publishesUrl: boolean) =>
  siteTemplate({ settings: {}, settingParameters: [], subnet: SUBNET, publishesUrl });

/** Roles of a configuration with one deployment in the group `app`. */
async function rolesOf(template: string, parameters = PARAMETERS) {
  const path = join(mkdtempSync(join(directory, 'app-')), 'main.tf.json');
  const resource = {
    azurerm_service_plan: { plan: { name: 'plan', resource_group_name: 'plans' } },
    azurerm_user_assigned_identity: { me: { name: 'me', resource_group_name: 'identities' } },
    azurerm_resource_group_template_deployment: {
      app: {
        name: 'app',
        resource_group_name: 'app',
        template_content: template,
        parameters_content: parameters,
      },
    },
  };
  writeFileSync(path, JSON.stringify({ resource }));
  const { deployments } = await readAzureDeployments([path], { subscription: SUBSCRIPTION });
  return deployerRoles(deployments, true).roles;
}

describe('the deployer of a function in a template needs', () => {
  test.each([
    ['Microsoft.Resources/deployments/write', 'app'],
    ['Microsoft.Resources/deployments/exportTemplate/action', 'app'],
    ['Microsoft.Web/sites/write', 'app'],
    ['Microsoft.Web/sites/delete', 'app'],
    ['Microsoft.Web/sites/publish/Action', 'app'],
    ['Microsoft.Web/sites/basicPublishingCredentialsPolicies/Write', 'app'],
    ['Microsoft.Web/sites/basicPublishingCredentialsPolicies/ftp/Write', 'app'],
    ['Microsoft.Web/sites/basicPublishingCredentialsPolicies/scm/Write', 'app'],
    ['Microsoft.Web/serverFarms/join/action', 'plans'],
    ['Microsoft.ManagedIdentity/userAssignedIdentities/assign/action', 'identities'],
    ['Microsoft.Network/virtualNetworks/subnets/join/action', 'network'],
  ])('%s in %s', async (action, group) => {
    const roles = await rolesOf(templateWith(false));
    const groups = ['app', 'plans', 'identities', 'network'];
    const allowed = groups.filter((each) => allowsIn(roles, action, `${HOME}/resourceGroups/${each}`));
    expect(allowed).toContain(group);
    if (!action.includes('join') && !action.includes('assign')) expect(allowed).toEqual([group]);
  });

  test('extensions only if the template publishes a URL', async () => {
    const group = `${HOME}/resourceGroups/app`;
    for (const action of ['Write', 'Delete'].map((each) => `Microsoft.Web/sites/extensions/${each}`)) {
      expect(allowsIn(await rolesOf(templateWith(true)), action, group)).toBe(true);
      expect(allowsIn(await rolesOf(templateWith(false)), action, group)).toBe(false);
    }
  });
});

test('the deployer of another template needs no permission on sites', async () => {
  const template = JSON.stringify({ resources: [{ type: 'Microsoft.Logic/workflows', properties: {} }] });
  const roles = await rolesOf(template, '${jsonencode({})}');
  const group = `${HOME}/resourceGroups/app`;
  expect(allowsIn(roles, 'Microsoft.Resources/deployments/write', group)).toBe(true);
  for (const action of ['write', 'delete', 'publish/Action']) {
    expect(allowsIn(roles, `Microsoft.Web/sites/${action}`, group)).toBe(false);
  }
});
