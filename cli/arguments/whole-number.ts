import { InvalidArgumentError } from 'commander';

const LARGEST = 9999;

/**
 * Makes a parser of whole numbers from a minimum to 9999.
 *
 * @throws InvalidArgumentError (the parser) for any other text
 */
export function wholeNumber(minimum: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d{1,4}$/.test(text) && number >= minimum) return number;
    throw new InvalidArgumentError(`Give a whole number from ${minimum} to ${LARGEST}.`);
  };
}
