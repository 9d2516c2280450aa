import type { Requirement } from '../requirement';
import type { Standard } from '../standard';
import { Strength } from '../strength';

/**
 * Returns the requirements that explicit settings of a construct must not violate: those of the file and the demands of its
 * profiles. A construct can deviate from recommendations and proposals.
 */
export function bindingRequirements({ requirements }: Standard): Requirement[] {
  return requirements.filter(({ strength }) => strength === Strength.DEMANDED);
}
