import { normalizedRegion } from '../region';

/** Beginnings of the names of regions outside of the public cloud. */
const SOVEREIGN = ['china', 'usdod', 'usgov'];

/** Whether a region belongs to the public cloud, whose storage endpoints the Functions host derives from an account's name. */
export function isPublicRegion(region: string): boolean {
  const name = normalizedRegion(region);
  return !SOVEREIGN.some((beginning) => name.startsWith(beginning));
}
