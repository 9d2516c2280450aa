import { InvalidArgumentError } from 'commander';
import { type CloudRegion, cloudRegion } from '../../standard/cost/region';

/** A region that the user named. */
export interface NamedRegion extends CloudRegion {
  /** The name as the user wrote it: `West Europe`. */
  readonly text: string;
}

/**
 * Parses the name of a region of AWS or of Azure.
 *
 * @throws InvalidArgumentError if the text does not have the form of a region name
 */
export function parseCloudRegion(text: string): NamedRegion[] {
  const region = cloudRegion(text);
  if (region) return [{ ...region, text }];
  throw new InvalidArgumentError(
    'Give the name of a region of AWS, such as eu-central-1, or of Azure, such as westeurope.',
  );
}
