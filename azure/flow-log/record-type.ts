/**
 * Types of the records of a VNet flow log.
 *
 * Source: Azure Network Watcher documentation, "Filter virtual network flow logs"; Azure REST API, "Flow Logs",
 * `recordTypes`.
 *
 * @example
 * new VnetFlowLogs(stack, 'FlowLogs', { network, recordTypes: [RecordType.CONTINUE, RecordType.END, RecordType.DENY] });
 */
export enum RecordType {
  /** A flow begins. The record has no counters. */
  BEGIN = 'B',
  /** A flow continues: packets and bytes of the last five minutes. */
  CONTINUE = 'C',
  /** A flow ends: packets and bytes since the previous record. */
  END = 'E',
  /** A flow is denied. The record has no counters. */
  DENY = 'D',
}

/** All record types. A flow log without a selection records all of them. */
export const RECORD_TYPES: readonly RecordType[] = Object.values(RecordType);

/** What a flow log lacks without a record type. */
const LOSSES: Readonly<Record<RecordType, string>> = {
  [RecordType.BEGIN]: 'the begin of flows',
  [RecordType.CONTINUE]: 'packets and bytes of flows while they last',
  [RecordType.END]: 'the end of flows, with their last packets and bytes',
  [RecordType.DENY]: 'denied flows',
};

/** Parses the text of the API: letters, separated by commas. Letters that are no record types are returned, too. */
export function recordTypesIn(text: string): string[] {
  const letters = text.split(',').map((part) => part.trim().toUpperCase());
  return [...new Set(letters.filter((part) => part !== ''))];
}

/** Returns the record types that a text of the API selects: all of them without a text. */
export function selectedTypes(text: string | undefined): readonly string[] {
  return text === undefined ? RECORD_TYPES : recordTypesIn(text);
}

/** Returns the text of the API for a selection of record types. */
export function recordTypesText(types: readonly string[]): string {
  return RECORD_TYPES.filter((type) => types.includes(type)).join(',');
}

/** Returns what a selection of record types omits, in words. Empty if it selects all of them. */
export function recordTypeLosses(types: readonly string[]): string[] {
  return RECORD_TYPES.filter((type) => !types.includes(type)).map((type) => `${LOSSES[type]} (${type})`);
}

/** Returns the problem of a selection of record types, or undefined. */
export function recordTypesProblem(types: readonly string[]): string | undefined {
  const expected = `expected some of ${RECORD_TYPES.join(', ')}`;
  if (types.length === 0) return `recordTypes is empty: ${expected}, or omit it to record all of them`;
  const wrong = types.filter((type) => !(RECORD_TYPES as readonly string[]).includes(type));
  return wrong.length === 0 ? undefined : `recordTypes contains ${JSON.stringify(wrong[0])}: ${expected}`;
}
