import { InvalidArgumentError } from 'commander';

/** A region given on the command line. */
export function regionName(text: string): string {
  if (!/^[a-z]{2,4}(-[a-z]+)+-\d+$/.test(text))
    throw new InvalidArgumentError('it must look like eu-central-1');
  return text;
}
