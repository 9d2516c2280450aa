import { extname } from 'node:path';
import { ArtifactError } from '../artifact';
import { artifactText, jsonIn, STANDARD_INPUT } from '../artifact-text';
import { isTooDeep, MOST_LEVELS } from '../nesting';
import { yamlValue } from './yaml-template';

/** The fix in errors about a missing or invalid artifact. */
export const HOW_TO_SYNTHESISE = 'give the directory that `cdk synth` writes (cdk.out), or a template';

/**
 * Reads an artifact in JSON, or a template in YAML with the short forms of CloudFormation functions. The contents determine the
 * format, unless the name ends with `.json`.
 *
 * @throws ArtifactError if the file does not exist or cannot be parsed
 */
export function readTemplateFile(path: string): unknown {
  let text: string;
  try {
    text = artifactText(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new ArtifactError(`${path} does not exist: ${HOW_TO_SYNTHESISE}`);
    if (code === 'EISDIR') throw new ArtifactError(`${path} is a directory: give a file`);
    throw error;
  }
  const name = path === STANDARD_INPUT ? 'standard input' : path;
  return parsedArtifact(text, name);
}

/**
 * Parses the text of an artifact.
 *
 * @param name name of the file, for errors; its extension can determine the format
 * @throws ArtifactError if the text cannot be parsed
 */
export function parsedArtifact(text: string, name: string): unknown {
  if (/^\.bicep(param)?$/i.test(extname(name))) throw new ArtifactError(bicepText(name));
  const isYaml = /^\.ya?ml$/i.test(extname(name));
  if (text.trim() === '') throw new ArtifactError(`${name} is empty: ${HOW_TO_SYNTHESISE}`);
  const startsJson = /^\s*[[{]/.test(text);
  const requireDepth = (json: string) => {
    if (isTooDeep(json))
      throw new ArtifactError(`${name} is nested more than ${MOST_LEVELS} levels deep: ${HOW_TO_SYNTHESISE}`);
  };
  if (startsJson) {
    requireDepth(text);
    try {
      return JSON.parse(text);
    } catch {
      // YAML, or text before JSON
    }
  }
  if (isJsonLines(text))
    throw new ArtifactError(
      `${name} is the log of \`terraform plan -json\`, which contains no plan: give the output of \`terraform show -json plan.out\``,
    );
  const isJsonName = extname(name).toLowerCase() === '.json';
  if (isJsonName || !isYaml) {
    const json = jsonIn(text);
    if (json !== undefined) {
      requireDepth(json);
      return JSON.parse(json);
    }
  }
  if (isJsonName || (startsJson && !isYaml))
    throw new ArtifactError(`${name} is not JSON${jsonProblem(text)}: ${HOW_TO_SYNTHESISE}`);
  try {
    return yamlValue(text);
  } catch (problem) {
    const message = problem instanceof RangeError ? 'it is nested too deeply' : (problem as Error).message;
    throw new ArtifactError(
      isYaml
        ? `${name} is not a valid YAML template: ${message}`
        : `${name} is neither JSON nor a valid YAML template (${message}): ${HOW_TO_SYNTHESISE}`,
    );
  }
}

/** Source: Bicep, "Bicep CLI commands". */
function bicepText(name: string): string {
  const stem = name.slice(0, -extname(name).length);
  return name.toLowerCase().endsWith('param')
    ? `${name} is a parameter file of Bicep: compile it, \`bicep build-params ${name}\`, and give --parameters ${stem}.json`
    : `${name} is a Bicep file: compile it, \`bicep build ${name}\`, and check ${stem}.json`;
}

/** The first line of a text that is no JSON, and a remedy for text before JSON. */
function jsonProblem(text: string): string {
  if (/^\s*[[{]/.test(text)) {
    try {
      JSON.parse(text);
    } catch (error) {
      return ` (${(error as Error).message})`;
    }
  }
  const [line = ''] = text.trimStart().split('\n');
  const shown = line.length > 60 ? `${line.slice(0, 60)}…` : line;
  return `, it starts with ${JSON.stringify(shown)}`;
}

/** Whether each line is a JSON object of the log of Terraform. */
function isJsonLines(text: string): boolean {
  return /^\s*\{"@level":/.test(text);
}
