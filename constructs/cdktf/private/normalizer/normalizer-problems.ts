import { ResourceType } from '../../../../azure/resource-type';
import type { FlowNormalizerOptions } from '../../flow-normalizer-props';
import { receiverProblems } from '../action-groups';
import { isLiteral } from '../expressions';
import { idProblems } from '../id-problems';

/** Source: azurerm provider 4.55, `azurerm_function_app_flex_consumption`; Azure has 1 to 1000. */
const INSTANCES = { least: 40, most: 1000 };

/** Everything that is wrong with how flow logs are to be normalized. */
export function normalizerProblems(options: FlowNormalizerOptions): string[] {
  const { subnetId, privateEndpointSubnetId, privateDnsZones: zones, alarm } = options;
  const problems = [
    ...idProblems('subnetId', [subnetId], ResourceType.SUBNET),
    ...idProblems('privateEndpointSubnetId', [privateEndpointSubnetId], ResourceType.SUBNET),
    ...idProblems('privateDnsZones.blobZoneId', [zones?.blobZoneId], ResourceType.PRIVATE_DNS_ZONE),
    ...idProblems('privateDnsZones.queueZoneId', [zones?.queueZoneId], ResourceType.PRIVATE_DNS_ZONE),
    ...networkProblems(options),
    ...numberProblems(options),
    ...(alarm ? receiverProblems(alarm).map((problem) => `alarm: ${problem}`) : []),
  ];
  if (alarm && options.applicationInsights === false) {
    problems.push(
      'alarm is given, but applicationInsights is false: the alarm asks the log that is written there',
    );
  }
  return problems;
}

/** Source: Azure Functions documentation, "Azure Functions networking options", on Flex Consumption. */
function networkProblems(options: FlowNormalizerOptions): string[] {
  const { subnetId, openStorage = false, privateEndpointSubnetId, privateDnsZones } = options;
  const problems: string[] = [];
  if (subnetId === undefined && !openStorage) {
    problems.push(
      'the storage accounts are behind firewalls, which functions are not trusted to pass: give the subnetId of one ' +
        'that they let in, or say openStorage: true to open them to all networks',
    );
  }
  if (subnetId !== undefined && openStorage) {
    problems.push('subnetId and openStorage are both given: with a subnet the accounts need not be open');
  }
  if (privateEndpointSubnetId !== undefined && subnetId === undefined) {
    problems.push(
      'privateEndpointSubnetId is given without subnetId: the function would not be in a network that reaches it',
    );
  }
  if (privateEndpointSubnetId !== undefined && privateEndpointSubnetId === subnetId) {
    problems.push(
      'privateEndpointSubnetId is subnetId, which is delegated to functions and takes no endpoints: give another',
    );
  }
  if (privateDnsZones && privateEndpointSubnetId === undefined) {
    problems.push(
      'privateDnsZones is given without privateEndpointSubnetId: there is nothing to enter into them',
    );
  }
  const name = subnetId !== undefined && isLiteral(subnetId) ? subnetId.split('/').at(-1) : undefined;
  if (name?.includes('_')) {
    problems.push(
      `subnetId is of ${JSON.stringify(name)}: functions take no subnet with an underscore in its name`,
    );
  }
  return problems;
}

function numberProblems({ maximumInstances, sweepHours }: FlowNormalizerOptions): string[] {
  const problems: string[] = [];
  const { least, most } = INSTANCES;
  if (maximumInstances !== undefined && !isWholeFrom(maximumInstances, least, most)) {
    problems.push(
      `maximumInstances is ${maximumInstances}: it must be a whole number from ${least} to ${most}`,
    );
  }
  if (sweepHours !== undefined && !isWholeFrom(sweepHours, 1, Number.MAX_SAFE_INTEGER)) {
    problems.push(`sweepHours is ${sweepHours}: it must be a whole number of hours from 1`);
  }
  return problems;
}

function isWholeFrom(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
