import { parse as parseYaml } from 'yaml';
import { plainValue } from '../plain-value';
import { textOf } from '../settle';
import { Failure, JsonText, type TerraformValue, Unresolved } from '../terraform-value';
import { valueOfJson } from '../value-of-json';
import { mapOf, ofTexts, type TerraformFunction } from './terraform-function';

/** Functions of encodings and files. Source: Terraform, "Encoding Functions", "Filesystem Functions". */
export const ENCODING_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  jsonencode: ([value = null]) => {
    const plain = plainValue(value);
    return plain.isComplete ? JSON.stringify(plain.value) : new JsonText(value);
  },
  jsondecode: ([value = null], context) =>
    value instanceof JsonText ? value.content : decodeJson([value], context),
  yamldecode: ofTexts((text = '') => {
    try {
      return valueOfJson(parseYaml(text, { maxAliasCount: 100 }));
    } catch {
      return new Failure('it is not valid YAML');
    }
  }),
  file: ([path = null], { readFile }) => {
    const name = textOf(path);
    return name instanceof Unresolved ? name : readFile(name);
  },
  templatefile: ([path = null, variables = null], { readFile, renderTemplate }) => {
    const name = textOf(path);
    if (name instanceof Unresolved) return name;
    const [text, map] = [readFile(name), mapOf(variables)];
    if (text instanceof Unresolved) return text;
    return map instanceof Unresolved ? map : renderTemplate(text, map);
  },
  templatestring: ([template = null, variables = null], { renderTemplate }) => {
    const [text, map] = [textOf(template), mapOf(variables)];
    if (text instanceof Unresolved) return text;
    return map instanceof Unresolved ? map : renderTemplate(text, map);
  },
};

const decodeJson = ofTexts((text = ''): TerraformValue => {
  try {
    return valueOfJson(JSON.parse(text));
  } catch {
    return new Failure('it is not valid JSON');
  }
});
