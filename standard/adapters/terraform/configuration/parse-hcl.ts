import { ArtifactError } from '../../artifact';
import { isTooDeep } from '../../nesting';

const PACKAGE = '@cdktn/hcl2json';
const MOST_CHARACTERS = 10_000_000;
/** The parser's own limit depends on the version of Node and is reached at 300 levels. */
const MOST_LEVELS = 100;
const MOST_MILLISECONDS = 60_000;

/** The blocks of a file in the Terraform language, in Terraform's JSON syntax. */
export type HclFile = Readonly<Record<string, unknown>>;

/**
 * Parses a file in the Terraform language.
 *
 * @throws ArtifactError if the parser is not installed, or the file is invalid
 */
export async function parseHcl(path: string, text: string): Promise<HclFile> {
  if (text.length > MOST_CHARACTERS)
    throw new ArtifactError(`${path} has more than ${MOST_CHARACTERS} characters`);
  if (isTooDeep(text, MOST_LEVELS))
    throw new ArtifactError(
      `${path} is nested more than ${MOST_LEVELS} levels deep: write its blocks and values with less nesting`,
    );
  const { parse } = await loadParser(path);
  let timer: NodeJS.Timeout | undefined;
  // the parser reports nothing if it stops, so the process would end as if the check had passed
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the parser did not finish')), MOST_MILLISECONDS);
  });
  try {
    return await Promise.race([parse(path, text), timeout]);
  } catch (error) {
    throw new ArtifactError(`${path} is not valid in the Terraform language: ${problemIn(path, error)}`);
  } finally {
    clearTimeout(timer);
  }
}

async function loadParser(path: string): Promise<typeof import('@cdktn/hcl2json')> {
  try {
    return await import('@cdktn/hcl2json');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.endsWith('MODULE_NOT_FOUND') !== true) throw error;
    throw new ArtifactError(
      `${path} is in the Terraform language, whose parser is an optional package that is not installed: ` +
        `npm install ${PACKAGE}, or give a plan in JSON, \`terraform show -json plan.out > plan.json\``,
    );
  }
}

/** The parser reports `parse config: [main.tf:2,8-3,1: Invalid expression; Expected ...]`. */
function problemIn(path: string, error: unknown): string {
  if (error instanceof RangeError) return 'it is nested too deeply';
  const text = (error as Error).message.replace(/^parse config: \[(.*)\]$/s, '$1');
  return text
    .replace(path, '')
    .replace(/^:(\d+),[\d,-]+: /, 'line $1: ')
    .replaceAll('; ', '. ');
}
