import { QuestionFilter } from './question-filter';

/** Kinds of values of a filter. */
export enum FilterKind {
  /** A UTC date or time. */
  TIME = 'time',
  /** A number with `m`, `h`, `d` or `w`. */
  DURATION = 'duration',
  /** One of the clouds. */
  CLOUD = 'cloud',
  /** An id, as the table contains it. */
  TEXT = 'text',
  /** An id whose upper and lower case letters are equal. */
  ID = 'id',
  /** An IP address, or a network in CIDR notation. */
  NETWORK = 'network',
  /** A port, or a range of ports. */
  PORT = 'port',
  /** A whole number from 1. */
  COUNT = 'count',
  /** A whole number of bytes, or a number with a unit such as GB. */
  BYTES = 'bytes',
}

/** A filter, as every language and the documentation describe it. */
export interface FilterDefinition {
  readonly name: QuestionFilter;
  readonly kind: FilterKind;
  /** Whether several values can be given. A row matches one of them. */
  readonly isList: boolean;
  /** What a value is, in a help text. */
  readonly placeholder: string;
  /** What the filter does, as the end of a sentence. */
  readonly about: string;
  /** A valid value. */
  readonly sample: string;
}

/** The filters, in the order of help texts and parameters. */
export const QUESTION_FILTERS: readonly FilterDefinition[] = [
  {
    name: QuestionFilter.FROM,
    kind: FilterKind.TIME,
    isList: false,
    placeholder: 'time',
    about: 'show the time from this UTC date or time, in whole hours',
    sample: '2026-11-24',
  },
  {
    name: QuestionFilter.TO,
    kind: FilterKind.TIME,
    isList: false,
    placeholder: 'time',
    about: 'show the time before this UTC time; a date includes its whole day',
    sample: '2026-11-30T18:00',
  },
  {
    name: QuestionFilter.SINCE,
    kind: FilterKind.DURATION,
    isList: false,
    placeholder: 'duration',
    about: 'show the last minutes (m), hours (h), days (d) or weeks (w)',
    sample: '24h',
  },
  {
    name: QuestionFilter.CLOUD,
    kind: FilterKind.CLOUD,
    isList: true,
    placeholder: 'name',
    about: 'show flows that this cloud logged: aws or azure',
    sample: 'aws',
  },
  {
    name: QuestionFilter.ACCOUNT,
    kind: FilterKind.TEXT,
    isList: true,
    placeholder: 'id',
    about: 'show flows that flow logs of this account or subscription logged',
    sample: '123456789012',
  },
  {
    name: QuestionFilter.NETWORK,
    kind: FilterKind.ID,
    isList: true,
    placeholder: 'id',
    about: 'show flows that were logged in this VPC or VNet',
    sample: 'vpc-0a1b2c3d4e5f60718',
  },
  {
    name: QuestionFilter.INTERFACE,
    kind: FilterKind.ID,
    isList: true,
    placeholder: 'id',
    about: 'show flows that this interface, MAC address or transit gateway attachment logged',
    sample: 'eni-0a1b2c3d4e5f60718',
  },
  {
    name: QuestionFilter.FLOW_LOG,
    kind: FilterKind.ID,
    isList: true,
    placeholder: 'id',
    about: 'show flows that this flow log logged',
    sample: 'fl-0a1b2c3d4e5f60718',
  },
  {
    name: QuestionFilter.ADDRESS,
    kind: FilterKind.NETWORK,
    isList: true,
    placeholder: 'address or cidr',
    about: 'show flows with this address, or an address of this network, at either end',
    sample: '10.0.1.5',
  },
  {
    name: QuestionFilter.PORT,
    kind: FilterKind.PORT,
    isList: true,
    placeholder: 'port or range',
    about: 'show flows with this port at either end',
    sample: '443',
  },
  {
    name: QuestionFilter.LIMIT,
    kind: FilterKind.COUNT,
    isList: false,
    placeholder: 'rows',
    about: 'show at most this number of rows, in place of the limit of the question',
    sample: '20',
  },
  {
    name: QuestionFilter.MIN_BYTES,
    kind: FilterKind.BYTES,
    isList: false,
    placeholder: 'bytes',
    about: 'show rows of at least this number of bytes, in both directions together',
    sample: '10MB',
  },
  {
    name: QuestionFilter.INTERNAL_NETWORKS,
    kind: FilterKind.NETWORK,
    isList: true,
    placeholder: 'cidr',
    about: 'count the addresses of this network as internal, in addition to the logged ones',
    sample: '203.0.113.0/24',
  },
];

/** Returns the definition of a filter. */
export function filterDefinition(name: QuestionFilter): FilterDefinition {
  return QUESTION_FILTERS.find((each) => each.name === name) as FilterDefinition;
}
