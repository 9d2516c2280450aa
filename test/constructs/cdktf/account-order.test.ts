import { TerraformVariable } from 'cdktf';
import { describe, expect, test } from 'vitest';
import { FlowLake } from '../../../constructs/cdktf';
import { azureId } from '../../support/azure-ids';
import { graphOf } from '../../support/terraform-graph';
import { newNetwork, newStack, newSubnet } from '../../support/terraform-stacks';
import { ENDPOINTS_ID, newLake, SUBNET_ID } from './normalized-lake';

type Graph = ReturnType<typeof graphOf>;

/** Pairs of accounts without an order, by the first parts of their ids. */
function parallel({ ofType, requiredBy }: Graph): string[] {
  const all = ofType('azurerm_storage_account');
  const name = (address: string) => /\.(\w+)_[0-9A-F]{8}$/.exec(address)?.[1];
  return all.flatMap((one, index) =>
    all
      .slice(index + 1)
      .filter((other) => !requiredBy(one).has(other) && !requiredBy(other).has(one))
      .map((other) => `${name(one)} and ${name(other)}`),
  );
}

describe('storage accounts', () => {
  test('that allow a subnet of one network are created one after the other', () => {
    const graph = graphOf(newLake({ subnetId: SUBNET_ID }).stack);
    expect(graph.ofType('azurerm_storage_account')).toHaveLength(3);
    expect(parallel(graph)).toEqual([]);
  });

  test('of two lakes are ordered as well, also with other subnets', () => {
    const { stack } = newLake({ subnetId: SUBNET_ID });
    new FlowLake(stack, 'Other', { location: 'westeurope', allowedSubnetIds: [ENDPOINTS_ID.toUpperCase()] });
    const graph = graphOf(stack);
    expect(graph.ofType('azurerm_storage_account')).toHaveLength(5);
    expect(parallel(graph)).toEqual([]);
  });

  test('that allow a subnet of the app are ordered', () => {
    const stack = newStack();
    const subnets = ['one', 'two'].map((id) => newSubnet(newNetwork(stack, `${id}-network`), id).id);
    new FlowLake(stack, 'One', { location: 'westeurope', allowedSubnetIds: [subnets[0] as string] });
    new FlowLake(stack, 'Two', { location: 'westeurope', allowedSubnetIds: [subnets[1] as string] });
    expect(parallel(graphOf(stack)).sort()).toEqual([
      'One_Raw and Two_Raw',
      'One_Raw and Two_Table',
      'One_Table and Two_Raw',
      'One_Table and Two_Table',
    ]);
  });

  test('whose subnets are known only after deployment are ordered', () => {
    const stack = newStack();
    const allowedSubnetIds = new TerraformVariable(stack, 'subnets', {}).listValue;
    new FlowLake(stack, 'One', { location: 'westeurope', allowedSubnetIds });
    expect(parallel(graphOf(stack))).toEqual([]);
  });

  test('without such a rule are created in parallel', () => {
    expect(parallel(graphOf(newLake(null).stack))).toHaveLength(1);
    const elsewhere = azureId('Microsoft.Network', 'virtualNetworks/other/subnets/app');
    const { stack } = newLake(null, { allowedSubnetIds: [elsewhere] });
    new FlowLake(stack, 'Open', { location: 'westeurope' });
    expect(parallel(graphOf(stack))).toHaveLength(5);
  });
});
