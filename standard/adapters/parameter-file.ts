import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { objectOf } from '../../aws/template/read-template';
import { didYouMean } from '../../flows/did-you-mean';
import { unknown } from '../../flows/value';
import { armParameters } from './arm/parameter-file';
import { ArtifactError } from './artifact';
import { artifactText } from './artifact-text';
import { parsedArtifact } from './cloudformation/template-file';
import { parseHcl } from './terraform/configuration/parse-hcl';

/** Values of parameters or variables, by name. */
export type ParameterValues = Readonly<Record<string, unknown>>;

const HOW_TO_WRITE_PARAMETERS =
  'give a parameter file of CloudFormation ([{"ParameterKey": "Name", "ParameterValue": "x"}], ["Name=x"] or ' +
  '{"Parameters": {"Name": "x"}}), of ARM ({"parameters": {"name": {"value": "x"}}}), or *.tfvars of Terraform';

/**
 * Reads the values in parameter files. A later file overrides an earlier one.
 *
 * @throws ArtifactError if a file does not exist, or has another format
 */
export async function readParameterFiles(paths: readonly string[]): Promise<ParameterValues> {
  const files: ParameterValues[] = [];
  for (const path of paths) files.push(await readParameterFile(path));
  return Object.assign({}, ...files);
}

async function readParameterFile(path: string): Promise<ParameterValues> {
  if (!existsSync(path)) throw new ArtifactError(`${path} does not exist: ${HOW_TO_WRITE_PARAMETERS}`);
  const text = artifactText(path);
  if (extname(path) === '.tfvars') return parseHcl(path, text);
  const json = parsedArtifact(text, path);
  const values = Array.isArray(json) ? listValues(json) : objectValues(objectOf(json));
  if (!values) throw new ArtifactError(`${path} is not a parameter file: ${HOW_TO_WRITE_PARAMETERS}`);
  return values;
}

/** Source: AWS CLI Command Reference, `cloudformation create-stack` and `cloudformation deploy`. */
function listValues(list: readonly unknown[]): ParameterValues | undefined {
  const entries = list.map((each): [string, unknown] | undefined => {
    if (typeof each === 'string') {
      const at = each.indexOf('=');
      return at > 0 ? [each.slice(0, at), each.slice(at + 1)] : undefined;
    }
    const { ParameterKey, ParameterValue, UsePreviousValue } = objectOf(each);
    if (typeof ParameterKey !== 'string') return undefined;
    const isDeployed = UsePreviousValue === true || UsePreviousValue === 'true';
    return [
      ParameterKey,
      isDeployed
        ? unknown(`it is the parameter ${ParameterKey}, which has the value of the deployed stack`)
        : ParameterValue,
    ];
  });
  const known = entries.filter((entry) => entry !== undefined);
  return known.length === entries.length
    ? Object.fromEntries(known.filter(([, value]) => value !== undefined))
    : undefined;
}

/**
 * Sources: AWS CodePipeline User Guide, "Create a template configuration file"; Azure Resource Manager, "Create Resource Manager
 * parameter file"; Terraform, "Variable definitions files".
 */
function objectValues(json: Readonly<Record<string, unknown>>): ParameterValues | undefined {
  if (json.Parameters !== undefined) return objectOf(json.Parameters);
  const { $schema: schema, contentVersion } = json;
  if (schema !== undefined || contentVersion !== undefined || isOnlyArmParameters(json)) {
    return armParameters(json);
  }
  return Object.keys(json).length > 0 ? json : undefined;
}

/** Whether a file is an ARM parameter file without its schema: all that it contains are values or references by name. */
function isOnlyArmParameters({
  parameters,
  metadata: _,
  ...others
}: Readonly<Record<string, unknown>>): boolean {
  const all = Object.values(objectOf(parameters)).map(objectOf);
  return (
    all.length > 0 &&
    Object.keys(others).length === 0 &&
    all.every((each) => 'value' in each || 'reference' in each)
  );
}

/**
 * Requires that the artifacts declare each parameter.
 *
 * @param kind `parameter`, or `variable` for Terraform
 * @throws ArtifactError with the most similar name
 */
export function requireDeclared(
  parameters: ParameterValues,
  declared: ReadonlySet<string>,
  kind = 'parameter',
): void {
  const names = new Set([...declared].map((name) => name.toLowerCase()));
  for (const name of Object.keys(parameters)) {
    if (names.has(name.toLowerCase())) continue;
    const similar = didYouMean(name, [...declared]);
    throw new ArtifactError(
      `no artifact declares the ${kind} ${name}: ${
        similar === undefined ? declaredText([...declared], kind) : `did you mean ${similar}?`
      }`,
    );
  }
}

function declaredText(declared: readonly string[], kind: string): string {
  if (declared.length === 0) return 'remove it from the file, or give the artifact that declares it';
  return `the declared ${kind}s are ${declared.toSorted().join(', ')}`;
}
