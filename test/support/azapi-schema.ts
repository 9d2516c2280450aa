/**
 * Arguments of `azapi_resource` that the constructs may set. Source: azapi provider 2.12, documentation of `azapi_resource`;
 * arguments of Terraform itself.
 */
export const AZAPI_ARGUMENTS: readonly string[] = [
  'type',
  'name',
  'parent_id',
  'location',
  'body',
  'identity',
  'tags',
  'locks',
  'retry',
  'timeouts',
  'response_export_values',
  'schema_validation_enabled',
  'depends_on',
  'lifecycle',
  'provider',
];

/** A property of a request: a primitive type, or the properties of an object. */
export type Shape = 'string' | 'boolean' | 'integer' | { readonly [property: string]: Shape };

/**
 * Writable properties of a flow log. azapi validates a body by the same types.
 *
 * Source: Azure REST API specifications, Microsoft.Network 2025-07-01, `FlowLogPropertiesFormat`.
 */
export const FLOW_LOG_BODY: Shape = {
  properties: {
    targetResourceId: 'string',
    storageId: 'string',
    enabledFilteringCriteria: 'string',
    recordTypes: 'string',
    enabled: 'boolean',
    retentionPolicy: { days: 'integer', enabled: 'boolean' },
    format: { type: 'string', version: 'integer' },
    flowAnalyticsConfiguration: {
      networkWatcherFlowAnalyticsConfiguration: {
        enabled: 'boolean',
        workspaceId: 'string',
        workspaceRegion: 'string',
        workspaceResourceId: 'string',
        trafficAnalyticsInterval: 'integer',
      },
    },
  },
};

/** Returns the paths of values that are unknown to a shape, or of another type. */
export function shapeProblems(value: unknown, shape: Shape | undefined, path = 'body'): string[] {
  if (shape === undefined) return [`${path} is unknown`];
  if (typeof shape === 'string') {
    const type = Number.isInteger(value) ? 'integer' : typeof value;
    return type === shape ? [] : [`${path} is ${type}: expected ${shape}`];
  }
  if (typeof value !== 'object' || value === null) return [`${path} is ${typeof value}: expected an object`];
  return Object.entries(value).flatMap(([name, each]) => shapeProblems(each, shape[name], `${path}.${name}`));
}
