import { isTgwOnly, isVpcOnly } from './fields';
import type { RecordSink } from './record-sink';

/** Largest number of different fields in the records of a source. All fields of AWS and many others fit. */
export const MAX_FIELDS = 250;

/** Fields in the order in which the records of one kind of flow log have them first. */
export interface Fields {
  readonly names: string[];
  readonly positions: Map<string, number>;
}

/** Words for the problems of records of one form. */
export interface RecordWords {
  /** A record, as a noun with its article. */
  readonly record: string;
  /** The records, as a noun with its article. */
  readonly records: string;
  /** What a record has: fields or members. */
  readonly parts: string;
  /** Where the names come from, for errors. */
  readonly where: string;
}

/** The fields of records that can have different fields: those of all records before, for each kind of flow log. */
export class GrowingFields {
  private readonly vpc: Fields = { names: [], positions: new Map() };
  private readonly transitGateway: Fields = { names: [], positions: new Map() };
  private inUse: Fields | undefined;

  constructor(
    private readonly records: RecordSink,
    private readonly words: RecordWords,
  ) {}

  /** Adds the fields of a record, and passes all fields of its kind to the sink. Returns the problem if that is impossible. */
  use(names: readonly string[]): Fields | string {
    const { record, records, parts, where } = this.words;
    const isTransitGateway = names.some(isTgwOnly);
    if (isTransitGateway && names.some(isVpcOnly))
      return `${record} mixes fields of VPC and transit gateway flow logs`;
    const fields = isTransitGateway ? this.transitGateway : this.vpc;
    const added = names.filter((name) => !fields.positions.has(name));
    if (fields.names.length + added.length > MAX_FIELDS)
      return `${records} have more than ${MAX_FIELDS} different ${parts}`;
    for (const name of added) {
      fields.positions.set(name, fields.names.length);
      fields.names.push(name);
    }
    if (added.length > 0 || this.inUse !== fields) this.records.useFields(fields.names, where);
    this.inUse = fields;
    return fields;
  }

  /** Forgets which fields are in use, because the sink has got others. */
  forget(): void {
    this.inUse = undefined;
  }
}
