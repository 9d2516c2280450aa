import type { World } from '../world';
import { topAddresses } from './addresses';
import { ANSWERS_OF_CONNECTIONS } from './connections';
import { ANSWERS_OF_INTERFACES } from './interfaces';
import type { Answer } from './ranking';

/** The answer of each question, computed from the records. */
export const ANSWERS: Readonly<Record<string, (world: World) => Answer>> = {
  ...of(ANSWERS_OF_CONNECTIONS, ({ connections }) => connections),
  ...of(ANSWERS_OF_INTERFACES, ({ interfaces }) => interfaces),
  'top-addresses': ({ connections }) => topAddresses(connections),
};

function of<T>(
  answers: Readonly<Record<string, (input: T) => Answer>>,
  part: (world: World) => T,
): Record<string, (world: World) => Answer> {
  return Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [name, (world: World) => answer(part(world))]),
  );
}
