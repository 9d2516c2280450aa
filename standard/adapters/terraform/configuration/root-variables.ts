import { objectOf } from '../../../../aws/template/read-template';
import { type Environment, evaluate } from '../expression/evaluate';
import { EvaluationBudget } from '../expression/evaluation-budget';
import { parseExpression } from '../expression/expression-parser';
import { Failure, type TerraformMap, type TerraformValue } from '../expression/terraform-value';
import { valueOfJson } from '../expression/value-of-json';
import { evaluateJson } from './evaluate-body';
import { isHcl, type ModuleFiles, readJson } from './module-files';
import type { HclFile } from './parse-hcl';
import { variableFilePaths } from './variable-files';

/**
 * Returns the values of the variables of a root module: from files, then from parameters. A later value overrides an earlier
 * one.
 */
export function rootVariables(
  { directory, blocks }: ModuleFiles,
  hcl: ReadonlyMap<string, HclFile>,
  parameters: Readonly<Record<string, unknown>> = {},
): TerraformMap {
  const values = new Map<string, TerraformValue>();
  const environment = literals();
  for (const path of variableFilePaths(directory)) {
    if (isHcl(path)) {
      for (const [name, json] of Object.entries(hcl.get(path) ?? {}))
        values.set(name, evaluateJson(json, environment));
    } else {
      for (const [name, json] of Object.entries(objectOf(readJson(path))))
        values.set(name, valueOfJson(json));
    }
  }
  const types = new Map((blocks.get('variable') ?? []).map(({ labels: [name], body }) => [name, body.type]));
  for (const [name, json] of Object.entries(parameters))
    values.set(name, parameterValue(json, types.get(name)));
  return values;
}

/** A parameter in text can contain a list or a map, as `-var` of Terraform. */
function parameterValue(json: unknown, type: unknown): TerraformValue {
  const isComplex = typeof type === 'string' && /^(\$\{)?\s*(list|set|map|object|tuple)\b/.test(type);
  if (typeof json !== 'string' || !isComplex) return valueOfJson(json);
  try {
    return evaluate(parseExpression(json), literals());
  } catch {
    return json;
  }
}

/** The environment of expressions that refer to nothing. */
function literals(): Environment {
  return {
    variables: new Map(),
    budget: new EvaluationBudget(),
    lookup: (path) => new Failure(`${path.join('.')} is not available`),
    readFile: (path) => new Failure(`${path} is not available`),
    renderTemplate: () => new Failure('it is not available'),
  };
}
