import { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment';
import { TerraformProvider, type TerraformStack, Testing } from 'cdktf';
import { describe, expect, test } from 'vitest';
import { ROLE_WAIT_CONTEXT, rolesInEffect } from '../../../constructs/cdktf/private/role-wait';
import { azureId } from '../../support/azure-ids';
import { newStack, resourceOf, synthesized } from '../../support/terraform-stacks';

const SCOPE_ID = azureId('Microsoft.Storage', 'storageAccounts/flows');

function newGrant(stack: TerraformStack, id = 'Grant'): RoleAssignment {
  return new RoleAssignment(stack, id, {
    scope: SCOPE_ID,
    principalId: '6f4f2c1e-0000-4000-8000-000000000001',
    roleDefinitionName: 'Storage Blob Data Reader',
  });
}

function newWait(stack = newStack()) {
  const wait = rolesInEffect(stack, 'Wait', [newGrant(stack)]);
  return { stack, wait };
}

function withContext(seconds: unknown): TerraformStack {
  const app = Testing.app({ fakeCdktfJsonPath: true, context: { [ROLE_WAIT_CONTEXT]: seconds } });
  return newStack({}, 'network', app);
}

describe('a wait for roles', () => {
  test('starts again when a role is replaced', () => {
    const { stack } = newWait();
    expect(resourceOf(stack, 'time_sleep')).toMatchObject({
      create_duration: '300s',
      provider: 'time',
      triggers: { Grant: `\${azurerm_role_assignment.Grant.id}` },
    });
  });

  test('declares its provider once per stack', () => {
    const { stack } = newWait();
    rolesInEffect(stack, 'Second', [newGrant(stack, 'Other')]);
    const { provider, terraform } = JSON.parse(Testing.synth(stack, true));
    expect(provider.time).toEqual([{}]);
    expect(terraform.required_providers.time).toEqual({ source: 'hashicorp/time', version: '~> 0.13' });
  });

  test('uses the provider of the user, whenever it is declared', () => {
    class UserProvider extends TerraformProvider {}
    const { stack } = newWait();
    new UserProvider(stack, 'time', {
      terraformResourceType: 'time',
      terraformProviderSource: 'hashicorp/time',
      terraformGeneratorMetadata: { providerName: 'time', providerVersionConstraint: '0.13.1' },
    });
    const { provider, terraform } = JSON.parse(Testing.synth(stack, true));
    expect(provider.time).toEqual([{}]);
    expect(terraform.required_providers.time.version).toBe('0.13.1');
  });

  test('is valid HCL', () => {
    const { hcl } = newWait().stack.toHclTerraform();
    expect(hcl).toContain('resource "time_sleep" "Wait"');
    expect(hcl).toMatch(/triggers = \{\s+Grant = "\$\{azurerm_role_assignment\.Grant\.id\}"/);
  });

  test('can be longer, or none', () => {
    for (const seconds of [0, 600, '600']) {
      const { stack } = newWait(withContext(seconds));
      expect(resourceOf(stack, 'time_sleep').create_duration).toBe(`${seconds}s`);
    }
  });

  test.each([-1, 1.5, 'ten minutes', '', ' ', '1e2', true, {}])('rejects %j seconds', (seconds) => {
    const wanted = `context cloud-flow-logs:role-wait-seconds is ${JSON.stringify(seconds)}: expected a whole number of seconds, for example 300`;
    expect(() => newWait(withContext(seconds))).toThrow(wanted);
  });

  test('needs no provider where there is none', () => {
    expect(synthesized(newStack()).provider).not.toHaveProperty('time');
  });
});
