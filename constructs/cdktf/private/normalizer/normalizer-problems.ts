import { isGuid } from '../../../../azure/guid';
import { ResourceType } from '../../../../azure/resource-type';
import type { IStorageContainer } from '../../azure-resources';
import type { FlowNormalizerOptions } from '../../flow-normalizer-props';
import { idProblems, problemsOf } from '../id-problems';
import { isKnown, known, referenceProblems, SynthValue } from '../known';
import { receiverProblems } from '../receiver-problems';
import { enrichmentProblems } from './enrichment-files';

/** Source: azurerm provider, changelog of 4.58, `azurerm_function_app_flex_consumption`; before, 40 was the minimum. */
const INSTANCES = { least: 1, most: 1000 };

const PUBLISH_MINUTES = { least: 1, most: 120 };

/** Options that select the resources of a normalizer. */
const SELECTING = {
  sink: SynthValue.ENUM_MEMBER,
  openStorage: SynthValue.BOOLEAN,
  code: SynthValue.OBJECT,
  privateDnsZones: SynthValue.OBJECT,
  eventTopic: SynthValue.OBJECT,
  applicationInsights: SynthValue.BOOLEAN,
  insightsResourceGroup: SynthValue.OBJECT,
  enrichment: SynthValue.OBJECT,
  compatibleFiles: SynthValue.BOOLEAN,
  alarm: SynthValue.OBJECT,
  poisonAlarm: SynthValue.BOOLEAN,
};

/** All problems of the options of a normalizer of the lake with a container for tables. */
export function normalizerProblems(
  options: FlowNormalizerOptions,
  tableContainer: IStorageContainer,
): string[] {
  const { subnetId, privateEndpointSubnetId, privateDnsZones: zones, alarm } = options;
  const references = referenceProblems(options, SELECTING);
  if (references.length > 0) return references;
  const problems = [
    ...idProblems('subnetId', [subnetId], ResourceType.SUBNET),
    ...idProblems('privateEndpointSubnetId', [privateEndpointSubnetId], ResourceType.SUBNET),
    ...idProblems('privateDnsZones.blobZoneId', [zones?.blobZoneId], ResourceType.PRIVATE_DNS_ZONE),
    ...idProblems('privateDnsZones.queueZoneId', [zones?.queueZoneId], ResourceType.PRIVATE_DNS_ZONE),
    ...networkProblems(options),
    ...topicProblems(options),
    ...numberProblems(options),
    ...codeProblems(options),
    ...enrichmentProblems(options, tableContainer),
    ...(alarm ? receiverProblems(alarm).map((problem) => `alarm: ${problem}`) : []),
  ];
  if (alarm && options.applicationInsights === false) {
    problems.push(
      'alarm is set, but applicationInsights is false: the alarm queries Application Insights; set it to true',
    );
  }
  if (options.insightsResourceGroup && options.applicationInsights === false) {
    problems.push(
      'insightsResourceGroup is set, but applicationInsights is false: remove insightsResourceGroup, or set ' +
        'applicationInsights to true',
    );
  }
  if (options.poisonAlarm && options.applicationInsights === false) {
    problems.push(
      'poisonAlarm is true, but applicationInsights is false: the alarm queries Application Insights; set it to true',
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
      'the storage accounts are behind firewalls that do not admit functions: set subnetId to a subnet for the ' +
        'function, or set openStorage: true to open the accounts to all networks',
    );
  }
  if (subnetId !== undefined && openStorage) {
    problems.push(
      'subnetId and openStorage are both set: remove openStorage, because a subnet does not require open accounts',
    );
  }
  if (privateEndpointSubnetId !== undefined && subnetId === undefined) {
    problems.push(
      'privateEndpointSubnetId is set without subnetId: the function needs a subnet from which it reaches the endpoints',
    );
  }
  if (privateEndpointSubnetId !== undefined && privateEndpointSubnetId === subnetId) {
    problems.push(
      'privateEndpointSubnetId equals subnetId, which is delegated to functions and cannot contain endpoints: use another',
    );
  }
  if (privateDnsZones && privateEndpointSubnetId === undefined) {
    problems.push(
      'privateDnsZones is set without privateEndpointSubnetId: there are no endpoints to register',
    );
  }
  const name = known(subnetId)?.split('/').at(-1);
  if (name?.includes('_')) {
    problems.push(
      `subnetId names the subnet ${JSON.stringify(name)}: functions do not support an underscore in the name of a subnet`,
    );
  }
  return problems;
}

function topicProblems({ eventTopic }: FlowNormalizerOptions): string[] {
  return problemsOf([eventTopic?.principalId], (id) =>
    isGuid(id)
      ? undefined
      : `eventTopic.principalId is ${JSON.stringify(id)}: expected the principal id of the system-assigned identity of the ` +
        'topic, a GUID; enable the identity on the topic if it has none',
  );
}

function numberProblems({ maximumInstances, sweepHours }: FlowNormalizerOptions): string[] {
  const problems: string[] = [];
  const { least, most } = INSTANCES;
  if (maximumInstances !== undefined && !isWholeFrom(maximumInstances, least, most)) {
    problems.push(`maximumInstances is ${maximumInstances}: expected an integer from ${least} to ${most}`);
  }
  if (sweepHours !== undefined && !isWholeFrom(sweepHours, 1, Number.MAX_SAFE_INTEGER)) {
    problems.push(`sweepHours is ${sweepHours}: expected an integer of at least 1`);
  }
  return problems;
}

/** Parameters of signed URLs: of Azure Storage, and of other stores. */
const SIGNATURES = /^(sig|x-.*-signature)$/i;

function codeProblems({ code }: FlowNormalizerOptions): string[] {
  if (!code) return [];
  const { url, timeoutMinutes } = code;
  const problems: string[] = [];
  const { least, most } = PUBLISH_MINUTES;
  if (!isWholeFrom(timeoutMinutes, least, most)) {
    problems.push(
      `timeoutMinutes of code is ${timeoutMinutes}: expected an integer from ${least} to ${most}`,
    );
  }
  const literal = known(url);
  if (literal === undefined) return problems;
  const { protocol, searchParams, username, password } = URL.canParse(literal)
    ? new URL(literal)
    : ({} as Partial<URL>);
  const isSigned = [...(searchParams?.keys() ?? [])].some((name) => SIGNATURES.test(name));
  if (protocol !== 'https:') {
    problems.push(`the URL of code is ${JSON.stringify(literal)}: expected an HTTPS URL of the package`);
  } else if (isSigned || username || password) {
    problems.push(
      'the URL of code contains a signature or a password, which the deployments of the resource group show to all ' +
        'readers: use a URL without one',
    );
  }
  return problems;
}

/** Whether a number is in a range, or a reference. */
function isWholeFrom(value: number, least: number, most: number): boolean {
  return !isKnown(value) || (Number.isInteger(value) && value >= least && value <= most);
}
