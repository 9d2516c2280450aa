import { FLAT_NAMES, FlatName, simplified } from './flat-names';
import { Metadata } from './metadata';
import { NSG_TUPLE_1, NSG_TUPLE_2 } from './nsg-tuple';
import { RecordCategory } from './record-category';
import { idOf, macOf } from './record-parts';
import type { FlowRecord, JsonObject } from './record-types';
import type { TupleVersion } from './tuple-version';
import { ENCRYPTION_STATE, VNET_TUPLE_4 } from './vnet-tuple';

/** One flow as a record with one tuple. */
export type FlatFlow = FlowRecord;

/** VNet tuples of forwarders that drop the encryption state. */
const VNET_WITHOUT_ENCRYPTION: TupleVersion = {
  ...VNET_TUPLE_4,
  fields: VNET_TUPLE_4.fields.filter(({ name }) => name !== 'encryption'),
};

/** A value that Logstash could not fill in. */
const UNRESOLVED = '%{';

const DIGITS = /^\d{1,16}$/;
const STATES = /^[BCED]$/;
const DECISIONS = /^[AD]$/;

/** Texts of an object by their meaning. */
type Texts = ReadonlyMap<FlatName, string>;

/**
 * Reads an object with one flow, as forwarders write it: each field of the tuple under its own key, or the tuple as a text.
 * The direction `I` or `O`, which only Azure writes, distinguishes it from flows of other services. Returns undefined for
 * any other object.
 */
export function flatFlow(object: JsonObject): FlatFlow | undefined {
  const texts = textsOf(object);
  const tuple = texts.get(FlatName.TUPLE);
  const version = tuple === undefined ? versionOf(texts) : versionOfTuple(tuple, texts);
  if (!version) return undefined;
  const metadata = new Metadata();
  const text = (name: FlatName) => metadata.text({ [name]: texts.get(name) }, name);
  const isVnet = isVnetFlow(texts, version);
  const resource = text(FlatName.RESOURCE);
  const flowLog = text(FlatName.FLOW_LOG) ?? (isVnet ? resource : undefined);
  const target = text(FlatName.TARGET) ?? (isVnet ? undefined : (resource ?? securityGroup(texts)));
  const group = {
    rule: text(FlatName.RULE) ?? null,
    aclId: idOf(text(FlatName.ACL)) ?? (isVnet ? null : (idOf(target) ?? null)),
    mac: macOf(text(FlatName.MAC)),
    tuples: [tuple ?? tupleOf(texts, version)],
  };
  return {
    logType: isVnet ? 'vnet' : 'nsg',
    loggedTime: metadata.time({ time: texts.get(FlatName.TIME) }),
    flowLog: idOf(flowLog),
    flowLogGuid: text(FlatName.GUID)?.toLowerCase(),
    target: idOf(target),
    tupleVersion: version,
    groups: [{ ...group, problem: metadata.problem }],
    invalid: metadata.invalid,
  };
}

function textsOf(object: JsonObject): Texts {
  const texts = new Map<FlatName, string>();
  for (const key of Object.keys(object)) {
    const name = FLAT_NAMES.get(simplified(key));
    const value = object[key];
    if (name === undefined || texts.has(name)) continue;
    if (typeof value === 'string' && !value.startsWith(UNRESOLVED)) texts.set(name, value);
    else if (typeof value === 'number') texts.set(name, String(value));
  }
  return texts.has(FlatName.START) ? texts : withStart(texts);
}

/** Some forwarders write the time of the tuple as the time of the event. */
function withStart(texts: Map<FlatName, string>): Texts {
  const time = texts.get(FlatName.TIME) ?? '';
  const start = DIGITS.test(time) ? time : String(Date.parse(time));
  if (!DIGITS.test(start)) return texts;
  texts.delete(FlatName.TIME);
  return texts.set(FlatName.START, start);
}

/** The version of the tuple whose fields an object has; undefined if it does not have them. */
function versionOf(texts: Texts): TupleVersion | undefined {
  const ends = [FlatName.START, FlatName.SRC, FlatName.DST, FlatName.PROTOCOL];
  if (!ends.every((name) => texts.has(name)) || !/^[IO]$/.test(texts.get(FlatName.DIRECTION) ?? ''))
    return undefined;
  const [decision = '', state = ''] = [texts.get(FlatName.DECISION), texts.get(FlatName.STATE)];
  if (texts.has(FlatName.ENCRYPTION) || isShifted(decision, state)) return VNET_TUPLE_4;
  if (DECISIONS.test(decision)) return texts.has(FlatName.STATE) ? NSG_TUPLE_2 : NSG_TUPLE_1;
  return decision === '' && STATES.test(state) ? VNET_WITHOUT_ENCRYPTION : undefined;
}

/** Whether a forwarder wrote the fields of a VNet tuple under the names of an NSG tuple, which has another order. */
function isShifted(decision: string, state: string): boolean {
  return STATES.test(decision) && ENCRYPTION_STATE.test(state);
}

/** The version of a tuple in a text: by the category, or else by the letters that only one of the versions has. */
function versionOfTuple(tuple: string, texts: Texts): TupleVersion | undefined {
  const fields = tuple.split(',');
  const category = texts.get(FlatName.CATEGORY);
  if (category === RecordCategory.VNET) return VNET_TUPLE_4;
  const isNsg =
    category === RecordCategory.NSG || DECISIONS.test(fields[NSG_TUPLE_1.fields.length - 1] ?? '');
  if (isNsg) return fields.length === NSG_TUPLE_1.fields.length ? NSG_TUPLE_1 : NSG_TUPLE_2;
  return undefined;
}

function isVnetFlow(texts: Texts, version: TupleVersion): boolean {
  const category = texts.get(FlatName.CATEGORY);
  return category === undefined ? version.category === RecordCategory.VNET : category === RecordCategory.VNET;
}

/** The text of the tuple. */
function tupleOf(texts: Texts, version: TupleVersion): string {
  const words: FlatName[] =
    version === VNET_TUPLE_4 && texts.has(FlatName.ENCRYPTION)
      ? [FlatName.STATE, FlatName.ENCRYPTION]
      : version === VNET_WITHOUT_ENCRYPTION
        ? [FlatName.STATE]
        : version === NSG_TUPLE_1
          ? [FlatName.DECISION]
          : [FlatName.DECISION, FlatName.STATE];
  const counters = version.hasCounters
    ? [FlatName.PACKETS_OUT, FlatName.BYTES_OUT, FlatName.PACKETS_IN, FlatName.BYTES_IN]
    : [];
  const names = [
    ...[FlatName.START, FlatName.SRC, FlatName.DST, FlatName.SRC_PORT, FlatName.DST_PORT],
    ...[FlatName.PROTOCOL, FlatName.DIRECTION, ...words, ...counters],
  ];
  return names.map((name) => texts.get(name) ?? '').join(',');
}

/** The id of a network security group from its parts, into which Logstash recipes split it. */
function securityGroup(texts: Texts): string | undefined {
  const parts = [FlatName.SUBSCRIPTION, FlatName.RESOURCE_GROUP, FlatName.SECURITY_GROUP].map((name) =>
    texts.get(name),
  );
  if (parts.some((part) => part === undefined)) return undefined;
  const [subscription, group, name] = parts as [string, string, string];
  return `/subscriptions/${subscription}/resourcegroups/${group}/providers/microsoft.network/networksecuritygroups/${name}`;
}
