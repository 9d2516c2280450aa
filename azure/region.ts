/** Normalizes the name of a region for comparison: `West Europe` becomes `westeurope`. */
export function normalizedRegion(region: string): string {
  return region.toLowerCase().replaceAll(' ', '');
}
