import { normalizedRegion } from '../../azure/region';
import { Cloud, type FlowLog } from '../facts';

/** Names of AWS regions contain hyphens and end with a number; those of Azure have neither. */
const REGION_NAMES: Readonly<Record<Cloud, RegExp>> = {
  [Cloud.AWS]: /^[a-z]{2,4}(-[a-z]+)+-\d+$/,
  [Cloud.AZURE]: /^[a-z]+(?:\d+[a-z]*)?$/,
};

/** A region and its cloud. */
export interface CloudRegion {
  readonly cloud: Cloud;
  readonly name: string;
}

/** Returns the region with a name, such as `eu-central-1` or `West Europe`; `undefined` if no cloud has such names. */
export function cloudRegion(text: string): CloudRegion | undefined {
  if (REGION_NAMES[Cloud.AWS].test(text)) return { cloud: Cloud.AWS, name: text };
  const name = normalizedRegion(text);
  return REGION_NAMES[Cloud.AZURE].test(name) ? { cloud: Cloud.AZURE, name } : undefined;
}

/** Returns the region that the artifact states for a flow log or its deployment unit; `undefined` if it states none. */
export function regionOf({ region, unit, cloud }: FlowLog): string | undefined {
  const stated = [region?.known ? region.value : undefined, unit.region];
  const found = stated.flatMap((name) => (name === undefined ? [] : (cloudRegion(name) ?? [])));
  return found.find((each) => each.cloud === cloud)?.name;
}
