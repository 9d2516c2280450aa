import { objectOf } from '../../../aws/template/read-template';
import { parameterOfSetting } from '../../../azure/function-app/setting-parameter';
import { known, unknown, type Value } from '../../facts';
import { blockValue, type DeclaredResource, type DeclaredResources, numberOf } from './declared-resource';
import { nestedResource } from './nested-resource';
import { parsedJson } from './parsed-json';

/** Settings of an Azure function. */
export interface FunctionSettings {
  /** Whether a setting is set. */
  has(name: string): boolean;
  value(name: string): Value<unknown>;
  /** Returns the resource of the app whose attribute is the value of a setting. */
  resource(name: string, all: DeclaredResources): DeclaredResource | undefined;
  /** Addresses of all resources that the settings refer to, as far as the artifact states them for all settings together. */
  readonly namedResources: readonly string[];
  /** Memory of an instance, in MB. */
  readonly memoryMegabytes: Value<number | undefined>;
}

/** Types of functions of the azurerm provider. */
const FUNCTIONS = [
  'azurerm_function_app_flex_consumption',
  'azurerm_linux_function_app',
  'azurerm_windows_function_app',
];

/** A deployment of an ARM template, which can contain a function. */
const DEPLOYMENT = 'azurerm_resource_group_template_deployment';

const SITE = 'microsoft.web/sites';

/** Types of resources that can be functions. */
export const FUNCTION_TYPES: readonly string[] = [...FUNCTIONS, DEPLOYMENT];

/** Returns the settings of a resource, or `undefined` if it is no function. */
export function functionSettings(resource: DeclaredResource): FunctionSettings | undefined {
  if (FUNCTIONS.includes(resource.type)) return settingsOfResource(resource);
  return resource.type === DEPLOYMENT ? settingsOfTemplate(resource) : undefined;
}

function settingsOfResource(resource: DeclaredResource): FunctionSettings {
  const argument = 'app_settings';
  const settings = resource.value(argument);
  const values = settings.known ? objectOf(settings.value) : {};
  return {
    has: (name) => name in values,
    value: (name) => blockValue(values[name]),
    resource: (name, all) => nestedResource(resource, argument, [name], all),
    namedResources: resource.namedResources?.(argument) ?? [],
    memoryMegabytes: numberOf(resource, 'instance_memory_in_mb'),
  };
}

/** The template contains the names of all settings, and the values that are known. Others are its parameters. */
function settingsOfTemplate(resource: DeclaredResource): FunctionSettings | undefined {
  const template = resource.value('template_content');
  const { properties } = template.known && typeof template.value === 'string' ? siteIn(template.value) : {};
  if (properties === undefined) return undefined;
  const { siteConfig, functionAppConfig } = objectOf(properties);
  const settings = new Map(
    [objectOf(siteConfig).appSettings ?? []]
      .flat()
      .map(objectOf)
      .map(({ name, value }) => [String(name), String(value)]),
  );
  const argument = 'parameters_content';
  const memory = Number(objectOf(objectOf(functionAppConfig).scaleAndConcurrency).instanceMemoryMB);
  return {
    has: (name) => settings.has(name),
    value: (name) => {
      const value = settings.get(name);
      // an expression in brackets is a parameter
      return value?.startsWith('[') ? unknown('it is a parameter of the template', argument) : known(value);
    },
    resource: (name, all) => nestedResource(resource, argument, [parameterOfSetting(name), 'value'], all),
    namedResources: resource.namedResources?.(argument) ?? [],
    memoryMegabytes: Number.isNaN(memory) ? unknown('it is a parameter of the template') : known(memory),
  };
}

function siteIn(template: string): Readonly<Record<string, unknown>> {
  const { resources } = objectOf(parsedJson(template));
  const all = Array.isArray(resources) ? resources.map(objectOf) : [];
  return all.find(({ type }) => String(type).toLowerCase() === SITE) ?? {};
}
