import type { Output } from '../context';

/**
 * Writes a text and waits until the output has taken it, so that texts do not collect in memory.
 *
 * If the write fails, the promise stays pending: the output emits `error`, whose listener ends the program.
 */
export function writeText(output: Output, text: string): Promise<void> {
  if (text === '') return Promise.resolve();
  return new Promise((resolve) => {
    output.write(text, (error) => {
      if (!error) resolve();
    });
  });
}
