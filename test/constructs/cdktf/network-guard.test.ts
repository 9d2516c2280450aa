import { DataAzurermSubnet } from '@cdktf/provider-azurerm/lib/data-azurerm-subnet';
import { Subnet, type SubnetConfig } from '@cdktf/provider-azurerm/lib/subnet';
import type { TerraformStack } from 'cdktf';
import { describe, expect, test } from 'vitest';
import { FlowNormalizer, type FlowNormalizerOptions } from '../../../constructs/cdktf';
import { problemsOf } from '../../support/terraform-stacks';
import { ENDPOINTS_ID, newLake, ZONES } from './normalized-lake';

const delegation = [{ name: 'functions', serviceDelegation: { name: 'Microsoft.App/environments' } }];
const SUPPORTED = { delegation, serviceEndpoints: ['Microsoft.Storage'] };

function problemsWith(
  props: Partial<SubnetConfig>,
  options: (subnet: Subnet) => Partial<FlowNormalizerOptions> = () => ({}),
): string {
  const { stack, lake } = newLake(null);
  const subnet = newFunctionSubnet(stack, props);
  new FlowNormalizer(lake, 'Normalizer', { lake, subnetId: subnet.id, ...options(subnet) });
  return problemsOf(stack);
}

function newFunctionSubnet(stack: TerraformStack, props: Partial<SubnetConfig>): Subnet {
  return new Subnet(stack, 'functions', {
    name: 'functions',
    resourceGroupName: 'network',
    virtualNetworkName: 'hub',
    addressPrefixes: ['10.0.8.0/27'],
    ...props,
  });
}

describe('a subnet of the app that functions do not support is an error at synth', () => {
  test('a supported subnet is no error', () => {
    expect(problemsWith(SUPPORTED)).toBe('');
  });

  test.each<[Partial<SubnetConfig>, string]>([
    [
      { name: 'my_functions' },
      'has the subnet network/functions of the name "my_functions": functions do not support an underscore',
    ],
    [
      { addressPrefixes: ['10.0.8.0/28'] },
      'has the subnet network/functions with the range 10.0.8.0/28: the function requires /27 or larger',
    ],
    [
      { delegation: undefined },
      'has the subnet network/functions, which is not delegated to Microsoft.App/environments: add a delegation',
    ],
    [
      { delegation: [{ name: 'web', serviceDelegation: { name: 'Microsoft.Web/serverFarms' } }] },
      'has the subnet network/functions, which is not delegated to Microsoft.App/environments: add a delegation',
    ],
    [
      { serviceEndpoints: ['Microsoft.KeyVault'] },
      'without the service endpoint Microsoft.Storage, so the firewalls of the accounts do not admit the function: set ' +
        "serviceEndpoints: ['Microsoft.Storage'], or set privateEndpoints on the lake",
    ],
  ])('%o', (props, problem) => {
    expect(problemsWith({ ...SUPPORTED, ...props })).toContain(problem);
  });

  test('service endpoints as blocks, which azurerm 5 has, are accepted', () => {
    const { stack, lake } = newLake(null);
    const subnet = newFunctionSubnet(stack, { ...SUPPORTED, serviceEndpoints: undefined });
    subnet.addOverride('service_endpoint', [{ service: 'Microsoft.Storage' }]);
    new FlowNormalizer(lake, 'Normalizer', { lake, subnetId: subnet.id });
    expect(problemsOf(stack)).toBe('');
  });

  test.each([
    ['functions', ''],
    ['my_functions', 'has the subnet network/functions of the name "my_functions"'],
  ])('of a subnet that exists, the app states only the name: %s', (name, problem) => {
    const { stack, lake } = newLake(null);
    const { id } = new DataAzurermSubnet(stack, 'functions', {
      name,
      resourceGroupName: 'network',
      virtualNetworkName: 'hub',
    });
    new FlowNormalizer(lake, 'Normalizer', { lake, subnetId: id });
    const problems = problemsOf(stack);
    expect(problems.split('\n').filter((line) => line.includes('has the subnet'))).toEqual(
      problem === '' ? [] : [expect.stringContaining(problem)],
    );
  });

  test('with private endpoints, the subnet needs no service endpoint', () => {
    const options = { privateEndpointSubnetId: ENDPOINTS_ID, privateDnsZones: ZONES };
    expect(problemsWith({ delegation }, () => options)).toBe('');
  });

  test('the subnet of the function cannot contain private endpoints', () => {
    expect(problemsWith(SUPPORTED, (subnet) => ({ privateEndpointSubnetId: subnet.id }))).toContain(
      'has the function and the private endpoints in one subnet, but Azure creates no endpoints in a delegated subnet',
    );
  });
});
