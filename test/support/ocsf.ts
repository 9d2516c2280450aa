import type { PlainRow, PlainValue } from '../../cli/output/plain-value';

/** Attributes that identify an endpoint: one of them at least. Source: OCSF schema 1.1.0, object Network Endpoint. */
const IDENTITIES = [
  'ip',
  'uid',
  'name',
  'hostname',
  'svc_name',
  'instance_uid',
  'interface_uid',
  'interface_name',
];

/** Source: OCSF schema 1.1.0, class Network Activity, objects Metadata, Product, Cloud. */
const REQUIRED = [
  'activity_id',
  'category_uid',
  'class_uid',
  'type_uid',
  'severity_id',
  'time',
  'metadata.version',
  'metadata.product.name',
  'metadata.product.vendor_name',
  'cloud.provider',
];

const ALLOWED: Readonly<Record<string, readonly number[]>> = {
  activity_id: [0, 1, 2, 3, 4, 5, 6, 7, 99],
  category_uid: [4],
  class_uid: [4001],
  severity_id: [0, 1, 2, 3, 4, 5, 6, 99],
  action_id: [0, 1, 2],
  disposition_id: [0, 1, 2],
  'connection_info.direction_id': [0, 1, 2],
  'connection_info.protocol_ver_id': [0, 4, 6, 99],
  'connection_info.boundary_id': [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 99],
  observation_point_id: [0, 1, 2],
};

/** What an event lacks that OCSF 4001 requires, and what it has that OCSF does not allow. */
export function ocsfProblems(event: PlainRow): string[] {
  const at = (path: string) => path.split('.').reduce<PlainValue | undefined>(field, event) ?? null;
  const problems = REQUIRED.filter((path) => at(path) === null).map((path) => `no ${path}`);
  for (const [path, values] of Object.entries(ALLOWED)) {
    const value = at(path);
    if (value !== null && !values.includes(value as number)) problems.push(`${path} is ${value}`);
  }
  if (Number(at('type_uid')) !== 400_100 + Number(at('activity_id'))) {
    problems.push(`type_uid ${at('type_uid')} of activity ${at('activity_id')}`);
  }
  const endpoints = ['src_endpoint', 'dst_endpoint'].filter((name) => at(name) !== null);
  if (endpoints.length === 0) problems.push('no endpoint');
  for (const name of endpoints) {
    if (IDENTITIES.every((identity) => at(`${name}.${identity}`) === null))
      problems.push(`${name} has no identity`);
    const port = at(`${name}.port`);
    if (port !== null && !(Number(port) >= 0 && Number(port) <= 65_535))
      problems.push(`${name}.port is ${port}`);
  }
  if (at('connection_info') !== null && at('connection_info.direction_id') === null) {
    problems.push('no connection_info.direction_id');
  }
  // activity "Other" requires its own name
  if (at('activity_id') === 99 && at('activity_name') === null) problems.push('no activity_name');
  // a row of nulls has no content
  for (const name of ['firewall_rule', 'policy', 'traffic', 'src_endpoint.location', 'cloud.account']) {
    const row = at(name);
    if (row !== null && Object.values(row).every((value) => value === null))
      problems.push(`${name} is empty`);
  }
  return [...problems, ...dashes(event, 'event')];
}

/** AWS's `-` is no value. */
function dashes(value: PlainValue, path: string): string[] {
  if (value === '-') return [`${path} is a dash`];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, each]) => dashes(each as PlainValue, `${path}.${name}`));
}

function field(value: PlainValue | undefined, name: string): PlainValue | undefined {
  return value !== null && typeof value === 'object' ? (value as PlainRow)[name] : undefined;
}
