import { isIP } from 'node:net';
import { RECORD_TYPES } from './record-type';

/**
 * Fields of the filter of a VNet flow log.
 *
 * Source: Azure Network Watcher documentation, "Filter virtual network flow logs"; for `ACTION`, Azure REST API, "Flow
 * Logs", `enabledFilteringCriteria`.
 */
export enum FilterField {
  /** `Inbound`, `Outbound`. */
  DIRECTION = 'Direction',
  /** Source addresses and ranges: `10.0.0.4`, `2001:db8::/64`. */
  SRC_IP = 'SrcIP',
  /** Source ports and ranges: `80`, `1024-65535`. */
  SRC_PORT = 'SrcPort',
  /** Destination addresses and ranges. */
  DST_IP = 'DstIP',
  /** Destination ports and ranges. */
  DST_PORT = 'DstPort',
  /** `TCP`, `UDP`. */
  PROTOCOL = 'Protocol',
  /** Encryption states as in the records: `X`, `NX`; `NX_ALL` for all unencrypted flows. */
  ENCRYPTION = 'Encryption',
  /** Whether the flow is allowed or denied. The documentation does not list the values. */
  ACTION = 'Action',
  /** Record types: `B`, `C`, `E`, `D`. */
  RECORD_TYPES = 'RecordTypes',
}

const FIELDS: readonly FilterField[] = Object.values(FilterField);

const MAX_PORT = 65_535;

/** Finds a field by its name. Azure ignores the case. */
export function filterFieldNamed(name: string): FilterField | undefined {
  return FIELDS.find((field) => field.toLowerCase() === name.toLowerCase());
}

/** All names of fields, for messages. */
export const FILTER_FIELD_NAMES = FIELDS.join(', ');

interface ValueCheck {
  readonly expected: string;
  isValid(value: string): boolean;
}

const ADDRESSES: ValueCheck = { expected: 'an IP address or a CIDR range', isValid: isRange };
const PORTS: ValueCheck = {
  expected: `a port from 0 to ${MAX_PORT}, or a range such as 8080-8090`,
  isValid: isPortRange,
};

/** The documentation gives no complete list of these values. */
const WORDS: ValueCheck = { expected: 'a word', isValid: (value) => /^\w+$/.test(value) };

const CHECKS: Readonly<Record<FilterField, ValueCheck>> = {
  [FilterField.DIRECTION]: oneOf('Inbound', 'Outbound'),
  [FilterField.SRC_IP]: ADDRESSES,
  [FilterField.SRC_PORT]: PORTS,
  [FilterField.DST_IP]: ADDRESSES,
  [FilterField.DST_PORT]: PORTS,
  [FilterField.PROTOCOL]: WORDS,
  [FilterField.ENCRYPTION]: WORDS,
  [FilterField.ACTION]: WORDS,
  [FilterField.RECORD_TYPES]: oneOf(...RECORD_TYPES),
};

/** Returns the problem of a value of a field, or undefined. */
export function filterValueProblem(field: FilterField, value: string): string | undefined {
  const check: ValueCheck | undefined = CHECKS[field];
  if (!check) {
    return `the filter compares the unknown field ${JSON.stringify(field)}: expected one of ${FILTER_FIELD_NAMES}`;
  }
  const { expected, isValid } = check;
  return isValid(value)
    ? undefined
    : `${field} of the filter is ${JSON.stringify(value)}: expected ${expected}`;
}

function oneOf(...words: readonly string[]): ValueCheck {
  return {
    expected: words.join(' or '),
    isValid: (value) => words.some((word) => word.toLowerCase() === value.toLowerCase()),
  };
}

function isRange(value: string): boolean {
  const [address = '', prefix, ...rest] = value.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return prefix === undefined || isNumber(prefix, family === 4 ? 32 : 128);
}

function isPortRange(value: string): boolean {
  const [first = '', last = first, ...rest] = value.split('-');
  return (
    rest.length === 0 &&
    isNumber(first, MAX_PORT) &&
    isNumber(last, MAX_PORT) &&
    Number(first) <= Number(last)
  );
}

function isNumber(text: string, greatest: number): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= greatest;
}
