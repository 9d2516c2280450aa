import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FlowNormalizer, type FlowNormalizerOptions, FunctionCode } from '../../../constructs/cdktf';
import { azureId } from '../../support/azure-ids';
import { problemsOf } from '../../support/terraform-stacks';
import { thrownBy } from '../../support/thrown';
import { directory, ENDPOINTS_ID, newLake, SUBNET_ID, WITH_WORKSPACE, ZONES } from './normalized-lake';

describe('invalid options are errors at synth', () => {
  test.each<[FlowNormalizerOptions, string]>([
    [
      {},
      'the storage accounts are behind firewalls that do not admit functions: set subnetId to a ' +
        'subnet for the function, or set openStorage: true to open the accounts to all networks',
    ],
    [
      { subnetId: SUBNET_ID, openStorage: true },
      'subnetId and openStorage are both set: remove openStorage, because a subnet does not require ' +
        'open accounts',
    ],
    [
      { subnetId: 'functions' },
      'subnetId is "functions": expected the ARM id of a Microsoft.Network/virtualNetworks/subnets',
    ],
    [
      { subnetId: azureId('Microsoft.Network', 'virtualNetworks/hub/subnets/my_functions') },
      'subnetId names the subnet "my_functions": functions do not support an underscore in the name ' +
        'of a subnet',
    ],
    [
      { openStorage: true, privateEndpointSubnetId: ENDPOINTS_ID },
      'privateEndpointSubnetId is set without subnetId: the function needs a subnet from which it ' +
        'reaches the endpoints',
    ],
    [
      { subnetId: SUBNET_ID, privateEndpointSubnetId: SUBNET_ID },
      'privateEndpointSubnetId equals subnetId, which is delegated to functions and cannot contain ' +
        'endpoints: use another',
    ],
    [
      { subnetId: SUBNET_ID, privateDnsZones: ZONES },
      'privateDnsZones is set without privateEndpointSubnetId: there are no endpoints to register',
    ],
    [
      { subnetId: SUBNET_ID, applicationInsights: false, insightsResourceGroup: { name: 'monitoring' } },
      'insightsResourceGroup is set, but applicationInsights is false: remove insightsResourceGroup, or set ' +
        'applicationInsights to true',
    ],
    [
      { subnetId: SUBNET_ID, maximumInstances: 0 },
      'maximumInstances is 0: expected an integer from 1 to 1000',
    ],
    [
      { subnetId: SUBNET_ID, code: FunctionCode.publish({ timeoutMinutes: 0 }) },
      'timeoutMinutes of code is 0: expected an integer from 1 to 120',
    ],
    [
      { subnetId: SUBNET_ID, code: FunctionCode.fromUrl('http://example.com/function.zip') },
      'the URL of code is "http://example.com/function.zip": expected an HTTPS URL of the package',
    ],
    ...[
      'https://a.blob.core.windows.net/p/f.zip?sv=1&sig=x',
      'https://a.blob.core.windows.net/p/f.zip?sv=1&SIG=x',
      'https://b.s3.amazonaws.com/f.zip?X-Amz-Signature=x',
      'https://user:secret@packages.example.com/f.zip',
    ].map((url): [FlowNormalizerOptions, string] => [
      { subnetId: SUBNET_ID, code: FunctionCode.fromUrl(url) },
      'the URL of code contains a signature or a password, which the deployments of the resource group show to all ' +
        'readers: use a URL without one',
    ]),
    [{ subnetId: SUBNET_ID, sweepHours: 0.5 }, 'sweepHours is 0.5: expected an integer of at least 1'],
    [
      { subnetId: SUBNET_ID, alarm: {} },
      'alarm: the alert has no receivers: set emails, webhooks, teamsWorkflows, secureWebhooks, logicApps, itsm or actionGroupIds',
    ],
    [
      { subnetId: SUBNET_ID, alarm: { emails: ['a@b.c'] }, applicationInsights: false },
      'alarm is set, but applicationInsights is false: the alarm queries Application Insights; set it ' +
        'to true',
    ],
    [
      { subnetId: SUBNET_ID, poisonAlarm: true, applicationInsights: false },
      'poisonAlarm is true, but applicationInsights is false: the alarm queries Application Insights; set it to true',
    ],
  ])('%j', (options, problem) => {
    expect(thrownBy(() => newLake(options))).toBe(`network/Lake/Normalizer: ${problem}`);
  });

  test('a missing package', () => {
    const missing = join(directory, 'missing.zip');
    expect(thrownBy(() => newLake(undefined, {}, missing))).toBe(
      `network/Lake/Normalizer: ${missing} does not exist: reinstall cloud-flow-logs, or run npm run build in a checkout`,
    );
  });

  test('a second normalizer for a lake', () => {
    const { stack, lake } = newLake();
    expect(thrownBy(() => new FlowNormalizer(stack, 'Again', { lake, subnetId: SUBNET_ID }))).toBe(
      'network/Again: lake already has the normalizer network/Lake/Normalizer: Azure allows one event ' +
        'topic per account; remove one of them',
    );
  });

  test('valid options report nothing', () => {
    expect(problemsOf(newLake(WITH_WORKSPACE).stack)).toBe('');
  });
});
