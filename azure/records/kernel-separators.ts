import { TextUse } from '../../flows/kernel/shared/text-use';
import { soleGroup, type TextMeaning, tokenOf, UNSUPPORTED } from './kernel-text-meaning';
import { readFlowRecord } from './read-flow-record';
import { RecordCategory } from './record-category';
import type { FlowRecord, JsonObject, TupleGroup } from './record-types';
import type { TupleVersion } from './tuple-version';

/** The end of every record, after its last tuple. */
export const RECORD_END = ']}]}]}}';

/** A JSON string of printable ASCII characters without escapes. */
const STRING = '"([ !#-\\[\\]-~]*)"';

const VNET_RULE = new RegExp(`^\\]},{"rule":${STRING},"flowTuples":\\[$`);
const VNET_FLOW = new RegExp(
  `^\\]}\\]},{"aclID":${STRING},"flowGroups":\\[{"rule":${STRING},"flowTuples":\\[$`,
);
const NSG_MAC = new RegExp(`^\\]},{"mac":${STRING},"flowTuples":\\[$`);
const NSG_RULE = new RegExp(`^\\]}\\]},{"rule":${STRING},"flows":\\[{"mac":${STRING},"flowTuples":\\[$`);

const READERS: Readonly<Record<RecordCategory, (text: string, version: number) => TextMeaning>> = {
  [RecordCategory.VNET]: vnetSeparator,
  [RecordCategory.NSG]: nsgSeparator,
};

/** Reads the text between two arrays of tuples, or after the last array. */
export function readSeparator(text: string, { category, version }: TupleVersion): TextMeaning {
  return text === RECORD_END ? { use: TextUse.ENDS } : READERS[category](text, version);
}

function vnetSeparator(text: string, flowLogVersion: number): TextMeaning {
  const [, onlyRule] = VNET_RULE.exec(text) ?? [];
  const [, aclID, rule = onlyRule] = VNET_FLOW.exec(text) ?? [];
  if (rule === undefined) return UNSUPPORTED;
  const group = groupOf({
    category: RecordCategory.VNET,
    flowLogVersion,
    flowRecords: { flows: [{ aclID, flowGroups: [{ rule, flowTuples: [] }] }] },
  });
  const values = [['rule', tokenOf(group.rule)] as const, ['acl_id', tokenOf(group.aclId)] as const];
  return { use: TextUse.CONTINUES, values: aclID === undefined ? values.slice(0, 1) : values };
}

function nsgSeparator(text: string, version: number): TextMeaning {
  const [, onlyMac] = NSG_MAC.exec(text) ?? [];
  const [, rule, mac = onlyMac] = NSG_RULE.exec(text) ?? [];
  if (mac === undefined) return UNSUPPORTED;
  const group = groupOf({
    category: RecordCategory.NSG,
    properties: { Version: version, flows: [{ rule, flows: [{ mac, flowTuples: [] }] }] },
  });
  const values = [['mac_address', tokenOf(group.mac)] as const, ['rule', tokenOf(group.rule)] as const];
  return { use: TextUse.CONTINUES, values: rule === undefined ? values.slice(0, 1) : values };
}

/** Reads the group with the reference reader, so that both readers produce the same values. */
function groupOf(record: JsonObject): TupleGroup {
  return soleGroup(readFlowRecord(record) as FlowRecord) as TupleGroup;
}
