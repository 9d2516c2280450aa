import { partsOf } from '../../../flows/partial-text';
import { Cloud, type UnreadPart } from '../../facts';
import { type DeclaredResource, factOf, textOf } from './declared-resource';

/** A resource that declares others in a form that is not read. */
export interface UnreadResource {
  readonly part: UnreadPart;
  /** Whether it may create flow logs for networks of the app. */
  readonly mayLog: boolean;
}

const STACKS: readonly string[] = ['aws_cloudformation_stack', 'aws_cloudformation_stack_set'];

/** Matches templates that declare networks or flow logs, or other templates. */
const CONCERNED = /AWS::EC2::(VPC|Subnet|TransitGateway|FlowLog)\b/;
const LOGGING = /AWS::EC2::FlowLog\b|AWS::CloudFormation::(Stack|Macro)|Fn::Transform|"?Transform"?\s*:/;

/** Returns the resources that may declare networks or flow logs in a form that is not read. */
export function unreadResources(resources: readonly DeclaredResource[]): UnreadResource[] {
  return resources.flatMap((resource) => unreadResource(resource) ?? []);
}

function unreadResource(resource: DeclaredResource): UnreadResource | undefined {
  const { type } = resource;
  const part = (cloud: Cloud, cause: string, fix: string): UnreadPart => ({
    subject: factOf(resource, cloud),
    cause,
    fix,
  });
  if (STACKS.includes(type)) {
    const body = textOf(resource, 'template_body');
    const text = body.known ? body.value : undefined;
    const mayLog = text === undefined || LOGGING.test(text);
    if (!mayLog && !CONCERNED.test(text)) return undefined;
    const fix = 'check the template, too: flow-logs check template.yaml';
    return { part: part(Cloud.AWS, 'templates in stacks of CloudFormation are not read', fix), mayLog };
  }
  if (type === 'aws_cloudcontrolapi_resource') {
    const name = textOf(resource, 'type_name');
    if (name.known && !CONCERNED.test(name.value ?? '')) return undefined;
    const mayLog = !name.known || LOGGING.test(name.value ?? '');
    const fix = 'declare it as a resource of the provider aws or awscc';
    return { part: part(Cloud.AWS, 'resources of Cloud Control API are not read', fix), mayLog };
  }
  if (type === 'azapi_resource_action') {
    const action = textOf(resource, 'action');
    if (action.known && !/^configureFlowLog$/i.test(action.value ?? '')) return undefined;
    const fix = 'declare the flow log as azurerm_network_watcher_flow_log';
    return { part: part(Cloud.AZURE, 'actions that configure flow logs are not read', fix), mayLog: true };
  }
  if (type === 'azurerm_deployment_stack') {
    const fix = 'check the template, too: flow-logs check main.json';
    return { part: part(Cloud.AZURE, 'templates in deployment stacks are not read', fix), mayLog: true };
  }
  if (type === 'azapi_resource' || type === 'azapi_update_resource') {
    // its type determines another type if it is known
    const fix = 'write the type as a literal';
    const name = textOf(resource, 'type');
    const isDeployment = name.known && /^microsoft\.resources\/deployments(@|$)/i.test(name.value ?? '');
    if (isDeployment) {
      const cause = 'templates in deployments of azapi are not read';
      const use = 'use azurerm_resource_group_template_deployment, or check the template, too';
      return { part: part(Cloud.AZURE, cause, use), mayLog: true };
    }
    if (name.known || azapiTypeOf(resource) !== undefined) return undefined;
    return { part: part(Cloud.AZURE, `its type is unknown: ${name.reason}`, fix), mayLog: true };
  }
  return undefined;
}

/** Returns the type of an azapi resource without its API version, which can be unknown; `undefined` if the type is unknown. */
export function azapiTypeOf(resource: DeclaredResource): string | undefined {
  const type = textOf(resource, 'type');
  const text = type.known ? type.value : resource.partialText?.('type');
  const [start] = text === undefined ? [] : partsOf(text);
  if (typeof start !== 'string') return undefined;
  return type.known || start.includes('@') ? (start.split('@')[0] as string) : undefined;
}
