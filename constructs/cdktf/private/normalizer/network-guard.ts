import { TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import type { FlowNormalizerOptions } from '../../flow-normalizer-props';
import type { NormalizedLake } from '../../normalized-lake';
import { canonical } from '../canonical-ids';
import { isKnown, known, knownElements } from '../known';
import { referenceBehind } from '../references';

const DELEGATION = 'Microsoft.App/environments';
const STORAGE_ENDPOINTS: readonly string[] = ['Microsoft.Storage', 'Microsoft.Storage.Global'];

/** Longest prefix of an address range that has room for the function. */
const LONGEST_PREFIX = 27;

/** Arguments of a subnet. A data source has no argument but the name: the others are not known at synth. */
interface SubnetInputs {
  readonly nameInput?: string;
  readonly addressPrefixesInput?: string[];
  readonly serviceEndpointsInput?: string[];
  /** Blocks of azurerm 5 in place of the list. */
  readonly serviceEndpointInput?: unknown;
  readonly delegationInput?: unknown;
  /** Arguments that the app overrides, by the name in the configuration. */
  readonly rawOverrides?: { readonly [argument: string]: unknown };
}

interface Delegation {
  readonly serviceDelegation?: { readonly name?: string };
}

/**
 * Reports at synth a subnet of the app that functions do not support, and one that contains both the function and private
 * endpoints.
 *
 * Source: Azure Functions documentation, "Azure Functions networking options", on Flex Consumption.
 */
export function guardNetwork(scope: Construct, lake: NormalizedLake, options: FlowNormalizerOptions): void {
  const { subnetId } = options;
  if (subnetId === undefined || isKnown(subnetId)) return;
  const endpointsId = lake.privateEndpoints?.place.subnetId ?? options.privateEndpointSubnetId;
  scope.node.addValidation({
    validate: () => [
      ...(endpointsId !== undefined && canonical(scope, endpointsId) === canonical(scope, subnetId)
        ? [
            'has the function and the private endpoints in one subnet, but Azure creates no endpoints in a delegated subnet: use two',
          ]
        : []),
      ...subnetProblems(scope, subnetId, endpointsId !== undefined),
    ],
  });
}

function subnetProblems(scope: Construct, subnetId: string, hasEndpoints: boolean): string[] {
  const { element, attribute } = referenceBehind(scope, subnetId) ?? {};
  const { terraformResourceType: type } = (element ?? {}) as Partial<TerraformResource>;
  if (!element || type !== 'azurerm_subnet' || attribute !== 'id') return [];
  const {
    nameInput: name,
    addressPrefixesInput,
    serviceEndpointsInput,
    serviceEndpointInput,
    delegationInput,
    rawOverrides = {},
  } = element as unknown as SubnetInputs;
  const problems: string[] = [];
  const subnet = `has the subnet ${element.node.path}`;
  if (known(name)?.includes('_')) {
    problems.push(
      `${subnet} of the name ${JSON.stringify(name)}: functions do not support an underscore in the name of a subnet`,
    );
  }
  if (!TerraformResource.isTerraformResource(element)) return problems;
  for (const range of knownElements(addressPrefixesInput)) {
    const prefix = range.includes(':') ? undefined : Number(range.split('/')[1]);
    if (prefix === undefined || !(prefix > LONGEST_PREFIX)) continue;
    problems.push(`${subnet} with the range ${range}: the function requires /${LONGEST_PREFIX} or larger`);
  }
  if (!('delegation' in rawOverrides) && isUndelegated(delegationInput)) {
    problems.push(
      `${subnet}, which is not delegated to ${DELEGATION}: add a delegation whose serviceDelegation has the name ` +
        `'${DELEGATION}'`,
    );
  }
  const hasOtherForm =
    serviceEndpointInput !== undefined ||
    'service_endpoint' in rawOverrides ||
    'service_endpoints' in rawOverrides;
  if (!hasEndpoints && !hasOtherForm && lacksStorage(serviceEndpointsInput)) {
    problems.push(
      `${subnet} without the service endpoint Microsoft.Storage, so the firewalls of the accounts do not admit the function: ` +
        `set serviceEndpoints: ['Microsoft.Storage'], or set privateEndpoints on the lake`,
    );
  }
  return problems;
}

/** Whether the app states that a subnet is not delegated to functions. */
function isUndelegated(delegation: unknown): boolean {
  if (delegation === undefined) return true;
  if (!Array.isArray(delegation)) return false;
  const names = (delegation as readonly Delegation[]).map(({ serviceDelegation }) => serviceDelegation?.name);
  return names.every((name) => name !== undefined && isKnown(name) && name !== DELEGATION);
}

/** Whether the app states that a subnet has no service endpoint of storage accounts. */
function lacksStorage(endpoints: readonly string[] | undefined): boolean {
  if (endpoints !== undefined && !isKnown(endpoints)) return false;
  return (endpoints ?? []).every((each) => isKnown(each) && !STORAGE_ENDPOINTS.includes(each));
}
