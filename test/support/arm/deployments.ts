import { type ArmAnswer, errorOf, ok, refusal, UNTAUGHT_STATUS, untaught } from './arm-answer';
import { type ArmId, groupOf, parseArmId } from './arm-id';
import type { ArmResource, Json, ResourceStore } from './resource-store';
import {
  evaluateTemplate,
  returnedType,
  type TemplateInput,
  type TemplateResource,
  UntaughtSection,
} from './template';
import { TemplateError, type TemplateValue, UntaughtFunction } from './template-expression';

/** Type of template deployments of a group. */
export const DEPLOYMENT = 'microsoft.resources/deployments';

const DOCUMENT = 'Troubleshoot common Azure deployment errors';

/** Writes a nested resource as a request of its own. */
export type NestedWrite = (id: string, apiVersion: string, body: Json) => ArmAnswer;

/** Result of a deployment: the properties to store, or the answer to a template that is refused at once. */
export type DeploymentResult =
  | { readonly refused: ArmAnswer }
  | { readonly properties: Json; readonly error?: Json };

/**
 * Deploys a template: writes its resources one after the other, and stops at the first that is refused.
 *
 * Source: "Deployments - Create Or Update" (REST reference); azurerm, template_deployment_common.go.
 */
export function deploy(id: ArmId, body: Json, store: ResourceStore, write: NestedWrite): DeploymentResult {
  const planned = plan(id, body, store);
  if (!Array.isArray(planned)) return { refused: planned as ArmAnswer };
  const properties = deployedProperties(body, planned);
  for (const { id: nested, apiVersion, body: contents } of planned) {
    const answer = write(nested, apiVersion, contents);
    if (answer.status === UNTAUGHT_STATUS) return { refused: answer };
    if (answer.status < 300) continue;
    const message =
      'At least one resource deployment operation failed. Please list deployment operations for details. Please see https://aka.ms/arm-deployment-operations for usage details.';
    const { code, message: reason } = errorOf(answer);
    const error = { code: 'DeploymentFailed', message, details: [{ code, message: reason, target: nested }] };
    return { properties: { ...properties, error }, error };
  }
  return { properties };
}

/** Answers to the actions of a deployment, which need not exist for its validation. */
export function deploymentAction(
  action: string,
  id: ArmId,
  body: Json,
  found: ArmResource | undefined,
  store: ResourceStore,
): ArmAnswer | undefined {
  if (action === 'validate') {
    const planned = plan(id, body, store);
    return Array.isArray(planned)
      ? ok({ id: id.id, properties: deployedProperties(body, planned) })
      : (planned as ArmAnswer);
  }
  if (action !== 'exporttemplate' || found === undefined) return undefined;
  return ok({ template: found.template });
}

/** The template as ARM returns it. */
export function returnedTemplate(body: Json): Json {
  const { template } = inputOf(body);
  const parameters = (template.parameters ?? {}) as { [name: string]: { type: string } };
  return {
    ...template,
    parameters: Object.fromEntries(
      Object.entries(parameters).map(([name, each]) => [
        uncapitalized(name),
        { ...each, type: returnedType(each.type) },
      ]),
    ),
  };
}

function plan(id: ArmId, body: Json, store: ResourceStore): readonly TemplateResource[] | ArmAnswer {
  const group = parseArmId(groupOf(id.id)) as ArmId;
  const location = String(store.get(group.id)?.location);
  const { mode } = (body.properties ?? {}) as { mode?: string };
  if (mode !== 'Incremental') return untaught(`deployments of mode ${mode}`);
  try {
    return evaluateTemplate({ ...inputOf(body), group: { ...group, location } });
  } catch (error) {
    if (error instanceof TemplateError) return refusal(400, error.code, error.message, DOCUMENT);
    if (error instanceof UntaughtFunction || error instanceof UntaughtSection) return untaught(error.message);
    throw error;
  }
}

function deployedProperties(body: Json, resources: readonly TemplateResource[]): Json {
  const { template, parameters } = inputOf(body);
  const declared = (template.parameters ?? {}) as {
    [name: string]: { type: string; defaultValue?: TemplateValue };
  };
  const types = [...new Set(resources.map(({ type }) => type))];
  const namespaces = [...new Set(types.map((type) => type.split('/')[0] as string))];
  return {
    mode: 'Incremental',
    parameters: Object.fromEntries(
      Object.entries(declared).map(([name, { type, defaultValue }]) => [
        uncapitalized(name),
        {
          type: returnedType(type),
          // ARM returns no value of a secure parameter
          ...(!type.toLowerCase().startsWith('secure') && { value: parameters[name]?.value ?? defaultValue }),
        },
      ]),
    ),
    providers: namespaces.map((namespace) => ({
      namespace,
      resourceTypes: types
        .filter((type) => type.startsWith(`${namespace}/`))
        .map((type) => ({ resourceType: type.slice(namespace.length + 1) })),
    })),
    // children before their parents: the least convenient order for whoever deletes them
    outputResources: resources.map(({ id }) => ({ id })).reverse(),
  };
}

function inputOf(body: Json): Omit<TemplateInput, 'group'> {
  const { template = {}, parameters = {} } = (body.properties ?? {}) as {
    template?: Json;
    parameters?: TemplateInput['parameters'];
  };
  return { template, parameters };
}

/** ARM returns names of parameters with a first letter in lower case. Source: azurerm issue 5706. */
function uncapitalized(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
