import { isUtf8 } from 'node:buffer';
import { BadValue } from '../../flows/cell';
import { type ColumnName, columnIndex, FLOW_COLUMNS, type Value } from '../../flows/columns';
import type { Kernel } from '../../flows/kernel/kernel';
import { TextSpace } from '../../flows/kernel/shared/text-space';
import { TextUse } from '../../flows/kernel/shared/text-use';
import type { Origin } from '../../flows/origin';
import { canonicalJson } from './canonical-json';
import { COMPOSITE, CONTEXT, DELIMITER, NOTHING } from './kernel-schema';
import { readFlowRecord } from './read-flow-record';
import { readTuple } from './read-tuple';
import { RecordCategory } from './record-category';
import { recordRow } from './record-row';
import type { FlowRecord, TupleGroup } from './record-types';
import { mayOmitCounters, type TupleVersion } from './tuple-version';
import { TUPLE_VERSIONS } from './tuple-versions';

/** Forms of tuples by their numbers; those that are counted have odd ones. */
const FORMS: ReadonlyMap<number, TupleVersion> = new Map(
  TUPLE_VERSIONS.map((version, index) => [index + 1, version]),
);

/** What the kernel has to know of a text. */
interface Meaning {
  readonly use: TextUse;
  /** Of a prefix the form of its tuples, of a composite whether nothing was measured. */
  readonly detail?: number;
  /** Values of columns, as the kernel's tokens. */
  readonly values?: readonly (readonly [column: ColumnName, token: Buffer])[];
}

const UNSUPPORTED: Meaning = { use: TextUse.UNSUPPORTED };
const OPENING = '{"time":"2026-01-01T00:00:00Z"';
const END = ']}]}]}}';
const TEXT = '"([ !#-\\[\\]-~]*)"';
const RULE_OF_VNET = new RegExp(`^\\]},{"rule":${TEXT},"flowTuples":\\[$`);
const FLOW_OF_VNET = new RegExp(
  `^\\]}\\]},{"aclID":${TEXT},"flowGroups":\\[{"rule":${TEXT},"flowTuples":\\[$`,
);
const FLOW_OF_NSG = new RegExp(`^\\]},{"mac":${TEXT},"flowTuples":\\[$`);
const RULE_OF_NSG = new RegExp(`^\\]}\\]},{"rule":${TEXT},"flows":\\[{"mac":${TEXT},"flowTuples":\\[$`);

/** A tuple but for its composite. */
const ENDPOINTS = '1795312803243,10.0.0.1,10.0.0.2,1,2';
const COUNTERS = ',1,1,1,1';

/**
 * Tells the kernel what texts say that come again and again in records: what the reference reader makes of them. What is not
 * written exactly as Azure writes it is unusual, so that the text of all other records is their canonical JSON.
 */
export class KernelTexts {
  constructor(
    private readonly kernel: Kernel,
    private readonly origin: Origin,
    private readonly number: (column: ColumnName) => number,
  ) {
    kernel.run.clearKnownTexts();
  }

  /** Tells of the text that the kernel has asked for. */
  tell(): void {
    const { run, bytes } = this.kernel;
    const [from, end, space] = [run.unknownText(), run.unknownEnd(), run.unknownSpace()];
    const meaning = this.meaningOf(bytes.subarray(from, end), space);
    if (this.add(space, from, end - from, meaning)) return;
    run.clearKnownTexts();
    if (!this.add(space, from, end - from, meaning)) throw new Error('the kernel has no room for one text');
  }

  private add(
    space: number,
    from: number,
    length: number,
    { use, detail = 0, values = [] }: Meaning,
  ): boolean {
    const { run, bytes } = this.kernel;
    if (!run.addKnownText(space, from, length, use, detail) || !run.beginTextValues(values.length))
      return false;
    const place = run.scratchBuffer();
    return values.every(([column, token]) => {
      bytes.set(token, place);
      return run.addTextValue(this.number(column), place, token.length) !== 0;
    });
  }

  private meaningOf(bytes: Buffer, space: number): Meaning {
    if (space === TextSpace.PREFIXES)
      return isUtf8(bytes) ? this.prefix(bytes.toString('utf8')) : UNSUPPORTED;
    const text = bytes.toString('latin1');
    return space < TextSpace.COMPOSITES
      ? part(text, space - TextSpace.SEPARATORS)
      : this.composite(text, space - TextSpace.COMPOSITES);
  }

  /** What stands between the time and the first tuple. */
  private prefix(text: string): Meaning {
    const record = recordOf(`${OPENING}${text}${END}`);
    const group = record && soleGroup(record);
    const [form] = [...FORMS].find(([, layout]) => layout === record?.tupleVersion) ?? [];
    if (!record || !group || form === undefined) return UNSUPPORTED;
    const row = recordRow(record, this.origin);
    const ofGroup = { rule: group.rule, acl_id: group.aclId, mac_address: group.mac };
    const values = CONTEXT.filter((name) => name !== 'logged_time').map(
      (name) =>
        [
          name,
          tokenOf(name in ofGroup ? ofGroup[name as keyof typeof ofGroup] : row[columnIndex(name)]),
        ] as const,
    );
    return { use: TextUse.CONTINUES, detail: form, values };
  }

  /** The fields of a tuple between ports and counters. */
  private composite(text: string, form: number): Meaning {
    const layout = FORMS.get(form) as TupleVersion;
    const tuple = `${ENDPOINTS},${text}${layout.hasCounters ? COUNTERS : ''}`;
    const row = new Array<Value>(FLOW_COLUMNS.length).fill(null);
    if (readTuple(tuple, layout, row)) return UNSUPPORTED;
    const token = COMPOSITE.map((name) => row[columnIndex(name)] ?? NOTHING).join(DELIMITER);
    const detail = Number(mayOmitCounters(layout, tuple.split(',')));
    return { use: TextUse.CONTINUES, detail, values: [[COMPOSITE[0], Buffer.from(token, 'latin1')]] };
  }
}

/** What stands between two tuples of different groups, or after the last one. */
function part(text: string, form: number): Meaning {
  if (text === END) return { use: TextUse.ENDS };
  return FORMS.get(form)?.category === RecordCategory.VNET ? partOfVnet(text) : partOfNsg(text);
}

function partOfVnet(text: string): Meaning {
  const [, onlyRule] = RULE_OF_VNET.exec(text) ?? [];
  const [, aclID, rule = onlyRule] = FLOW_OF_VNET.exec(text) ?? [];
  if (rule === undefined) return UNSUPPORTED;
  const group = groupOf({
    category: RecordCategory.VNET,
    flowRecords: { flows: [{ aclID, flowGroups: [{ rule, flowTuples: [] }] }] },
  });
  const values = [['rule', tokenOf(group.rule)] as const, ['acl_id', tokenOf(group.aclId)] as const];
  return { use: TextUse.CONTINUES, values: aclID === undefined ? values.slice(0, 1) : values };
}

function partOfNsg(text: string): Meaning {
  const [, onlyMac] = FLOW_OF_NSG.exec(text) ?? [];
  const [, rule, mac = onlyMac] = RULE_OF_NSG.exec(text) ?? [];
  if (mac === undefined) return UNSUPPORTED;
  const group = groupOf({
    category: RecordCategory.NSG,
    properties: { Version: 2, flows: [{ rule, flows: [{ mac, flowTuples: [] }] }] },
  });
  const values = [['mac_address', tokenOf(group.mac)] as const, ['rule', tokenOf(group.rule)] as const];
  return { use: TextUse.CONTINUES, values: rule === undefined ? values.slice(0, 1) : values };
}

function groupOf(record: Readonly<Record<string, unknown>>): TupleGroup {
  return soleGroup(readFlowRecord(record) as FlowRecord) as TupleGroup;
}

/** A record that is written exactly as its canonical JSON. */
function recordOf(text: string): FlowRecord | undefined {
  try {
    const value = JSON.parse(text);
    if (canonicalJson(value) !== text) return undefined;
    const record = readFlowRecord(value);
    return record instanceof BadValue ? undefined : record;
  } catch {
    return undefined;
  }
}

/** The group of a record that has but one, and no tuples yet. */
function soleGroup({ groups }: FlowRecord): TupleGroup | undefined {
  const [group] = groups;
  return groups.length === 1 && group && 'tuples' in group && group.tuples.length === 0 ? group : undefined;
}

function tokenOf(value: Value | undefined): Buffer {
  return value === null || value === undefined ? Buffer.from(NOTHING, 'latin1') : Buffer.from(String(value));
}
