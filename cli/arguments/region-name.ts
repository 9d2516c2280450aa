import { InvalidArgumentError } from 'commander';

/**
 * Parses the name of an AWS region.
 *
 * @throws InvalidArgumentError if the text does not have the form of a region name
 */
export function regionName(text: string): string {
  if (!/^[a-z]{2,4}(-[a-z]+)+-\d+$/.test(text)) {
    throw new InvalidArgumentError('Give the name of an AWS region, such as eu-central-1.');
  }
  return text;
}
