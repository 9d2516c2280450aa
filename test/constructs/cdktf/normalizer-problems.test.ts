import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FlowNormalizer, type FlowNormalizerOptions } from '../../../constructs/cdktf';
import { azureId } from '../../support/azure-ids';
import { problemsOf } from '../../support/terraform-stacks';
import { thrownBy } from '../../support/thrown';
import { directory, ENDPOINTS_ID, newLake, SUBNET_ID, WITH_WORKSPACE, ZONES } from './normalized-lake';

describe('what can not work is told first', () => {
  test.each<[FlowNormalizerOptions, string]>([
    [
      {},
      'the storage accounts are behind firewalls, which functions are not trusted to pass: give the subnetId of one that ' +
        'they let in, or say openStorage: true to open them to all networks',
    ],
    [
      { subnetId: SUBNET_ID, openStorage: true },
      'subnetId and openStorage are both given: with a subnet the accounts need not be open',
    ],
    [
      { subnetId: 'functions' },
      'subnetId is "functions": it must be the ARM id of a Microsoft.Network/virtualNetworks/subnets',
    ],
    [
      { subnetId: azureId('Microsoft.Network', 'virtualNetworks/hub/subnets/my_functions') },
      'subnetId is of "my_functions": functions take no subnet with an underscore in its name',
    ],
    [
      { openStorage: true, privateEndpointSubnetId: ENDPOINTS_ID },
      'privateEndpointSubnetId is given without subnetId: the function would not be in a network that reaches it',
    ],
    [
      { subnetId: SUBNET_ID, privateEndpointSubnetId: SUBNET_ID },
      'privateEndpointSubnetId is subnetId, which is delegated to functions and takes no endpoints: give another',
    ],
    [
      { subnetId: SUBNET_ID, privateDnsZones: ZONES },
      'privateDnsZones is given without privateEndpointSubnetId: there is nothing to enter into them',
    ],
    [
      { subnetId: SUBNET_ID, maximumInstances: 39 },
      'maximumInstances is 39: it must be a whole number from 40 to 1000',
    ],
    [
      { subnetId: SUBNET_ID, sweepHours: 0.5 },
      'sweepHours is 0.5: it must be a whole number of hours from 1',
    ],
    [
      { subnetId: SUBNET_ID, alarm: {} },
      'alarm: nobody would be told: give emails, webhooks or actionGroupIds',
    ],
    [
      { subnetId: SUBNET_ID, alarm: { emails: ['a@b.c'] }, applicationInsights: false },
      'alarm is given, but applicationInsights is false: the alarm asks the log that is written there',
    ],
  ])('%j', (options, problem) => {
    expect(thrownBy(() => newLake(options))).toBe(`network/Lake/Normalizer: ${problem}`);
  });

  test('a package that is not there', () => {
    const missing = join(directory, 'missing.zip');
    expect(thrownBy(() => newLake(undefined, {}, missing))).toBe(
      `network/Lake/Normalizer: ${missing} is missing: install the package anew, or build it (npm run build)`,
    );
  });

  test('a second one for a lake', () => {
    const { stack, lake } = newLake();
    expect(thrownBy(() => new FlowNormalizer(stack, 'Again', { lake, subnetId: SUBNET_ID }))).toBe(
      'network/Again: lake has network/Lake/Normalizer already: Azure takes one topic of events for an account; remove ' +
        'one of them',
    );
  });

  test('nothing is, otherwise', () => {
    expect(problemsOf(newLake(WITH_WORKSPACE).stack)).toBe('');
  });
});
