import type { FlowNormalizerOptions } from '../../flow-normalizer-props';
import type { NormalizedLake } from '../../normalized-lake';
import { isKnown } from '../known';

/** Options of a normalizer with which its function does not reach the accounts of the lake, or that repeat its endpoints. */
export function reachProblems(lake: NormalizedLake, options: FlowNormalizerOptions): string[] {
  const { publicNetworkAccess, privateEndpoints } = lake;
  const { subnetId, openStorage = false, privateEndpointSubnetId } = options;
  const problems: string[] = [];
  if (!publicNetworkAccess && isKnown(openStorage) && openStorage) {
    problems.push(
      'openStorage is true, but the lake has publicNetworkAccess: false, so a function outside a virtual network does not ' +
        'reach the table: set subnetId and the private endpoints of the lake instead',
    );
  } else if (!publicNetworkAccess && !privateEndpoints && privateEndpointSubnetId === undefined) {
    problems.push(
      'the lake has publicNetworkAccess: false and no private endpoints, so the function does not reach the table: set ' +
        'privateEndpoints on the lake, or privateEndpointSubnetId on the normalizer',
    );
  }
  if (!privateEndpoints) return problems;
  if (privateEndpointSubnetId !== undefined) {
    problems.push(
      'privateEndpointSubnetId is set, but the lake has privateEndpoints, which the function uses: remove ' +
        'privateEndpointSubnetId and privateDnsZones',
    );
  }
  const { subnetId: place, zoneIds } = privateEndpoints.place;
  if (subnetId !== undefined && subnetId === place) {
    problems.push(
      'privateEndpoints.subnetId of the lake equals subnetId, which is delegated to functions and cannot contain endpoints: ' +
        'use another',
    );
  }
  if (zoneIds.blob !== undefined && zoneIds.queue === undefined) {
    problems.push(
      'privateEndpoints of the lake has a blobZoneId and no queueZoneId: the function reads a queue; set queueZoneId',
    );
  }
  return problems;
}
