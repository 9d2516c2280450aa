import type { TerraformStack } from 'cdktf';
import { type Arguments, resourceOf } from './terraform-stacks';

/** A resource of an ARM template. Parameters are replaced with their values, as Terraform expressions. */
export interface TemplateResource {
  readonly type: string;
  readonly name: string;
  readonly properties: Arguments;
  // biome-ignore lint/suspicious/noExplicitAny: tests read arbitrary arguments
  readonly [argument: string]: any;
}

/** Returns the resources that the template deployment of a stack creates. */
export function templateResourcesOf(stack: TerraformStack): TemplateResource[] {
  const { template_content: template, parameters_content: parameters } = resourceOf(
    stack,
    'azurerm_resource_group_template_deployment',
  );
  return templateResources(template, parametersIn(parameters));
}

/** Returns the resources of a template. An expression that is a parameter alone is replaced with its value. */
export function templateResources(template: string, parameters: Arguments): TemplateResource[] {
  const { resources, parameters: declared } = JSON.parse(template);
  const undeclared = Object.keys(parameters).filter((name) => !(name in declared));
  const missing = Object.keys(declared).filter((name) => !(name in parameters));
  if (undeclared.length + missing.length > 0) throw new Error(`parameters: ${[...undeclared, ...missing]}`);
  return replaced(resources, parameters) as TemplateResource[];
}

/** Returns the site of a stack. */
export function siteOf(stack: TerraformStack): TemplateResource {
  return templateResourcesOf(stack).find(({ type }) => type === 'Microsoft.Web/sites') as TemplateResource;
}

/** Returns the app settings of a site. */
export function appSettings({ properties }: TemplateResource): Record<string, string> {
  const settings: { name: string; value: string }[] = properties.siteConfig.appSettings;
  const names = settings.map(({ name }) => name.toLowerCase());
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (twice.length > 0) throw new Error(`settings that occur twice: ${twice}`);
  return Object.fromEntries(settings.map(({ name, value }) => [name, value]));
}

/** The values in `${jsonencode({"name" = {"value" = …}})}`, as they are in other arguments of a configuration. */
function parametersIn(text: string): Record<string, unknown> {
  const body = /^\$\{jsonencode\(\{(.*)\}\)\}$/.exec(text)?.[1];
  if (body === undefined) throw new Error(`no parameters: ${text}`);
  const starts = [...body.matchAll(/"(\w+)" = \{"value" = /g)];
  return Object.fromEntries(
    starts.map((start, index) => {
      const end = starts[index + 1]?.index ?? body.length;
      const value = body.slice(start.index + start[0].length, end).replace(/\}(, )?$/, '');
      return [start[1], literalOf(value)];
    }),
  );
}

function literalOf(text: string): unknown {
  if (text.startsWith('"')) return text.slice(1, -1);
  if (/^(\d+|\{\})$/.test(text)) return JSON.parse(text);
  return `\${${text}}`;
}

function replaced(value: unknown, parameters: Arguments): unknown {
  if (typeof value === 'string') {
    const name = /^\[parameters\('(\w+)'\)\]$/.exec(value)?.[1];
    return name === undefined ? value : parameters[name];
  }
  if (Array.isArray(value)) return value.map((each) => replaced(each, parameters));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      String(replaced(key, parameters)),
      replaced(each, parameters),
    ]),
  );
}
