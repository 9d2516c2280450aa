import { BadValue } from '../../flows/cell';
import type { ExactValue } from '../../flows/input/exact-json';
import { RejectCode } from '../../flows/rejects';
import { GrowingFields, MAX_FIELDS } from '../growing-fields';
import type { RecordSink } from '../record-sink';
import { type ExportedTokenOf, exportedTokenOf } from '../text/exported-token';
import { NULL_SIGN } from '../text/record';
import { fieldsOfMembers } from './flow-log-members';

/** Largest number of combinations of members whose fields are remembered. */
const MAX_COMBINATIONS = 1000;
const MAX_KEY_LENGTH = 16_384;

/** A field, and the conversion of its values. */
interface MemberField {
  readonly field: string;
  readonly convert: ExportedTokenOf;
}

/**
 * Reads records whose values have names. Records of one source can have different members, so the fields of a record are
 * those of all records before it; a value that a record lacks is null.
 */
export class MemberRecords {
  private readonly fields: GrowingFields;
  /** Fields by the names of the members, because most records have the same members. */
  private readonly combinations = new Map<string, readonly MemberField[]>();

  constructor(
    private readonly records: RecordSink,
    where: string,
  ) {
    const words = { record: 'the record', records: 'the records', parts: 'members', where };
    this.fields = new GrowingFields(records, words);
  }

  /**
   * Reads one record.
   *
   * @param raw the whole record, which a reject contains
   */
  record(members: Readonly<Record<string, ExactValue>>, raw: string, position: bigint): void {
    const names = Object.keys(members);
    if (names.length > MAX_FIELDS) {
      this.reject(position, `the record has more than ${MAX_FIELDS} members`, raw);
      return;
    }
    const values = new Map<string, string>();
    for (const [index, { field, convert }] of this.fieldsOf(names).entries()) {
      const token = tokenOf(members[names[index] as string] ?? null, convert);
      const other = values.get(field);
      if (other !== undefined && other !== NULL_SIGN && token !== NULL_SIGN && other !== token) {
        this.reject(position, `two members have different values for ${field}`, raw);
        return;
      }
      if (other === undefined || token !== NULL_SIGN) values.set(field, token);
    }
    const fields = this.fields.use([...values.keys()]);
    if (typeof fields === 'string') {
      this.reject(position, fields, raw);
      return;
    }
    const tokens = new Array<string>(fields.names.length).fill(NULL_SIGN);
    for (const [field, token] of values) tokens[fields.positions.get(field) as number] = token;
    this.records.record(tokens, raw, position);
  }

  /** Forgets that the fields are in use, because others are. */
  forget(): void {
    this.fields.forget();
  }

  private fieldsOf(names: readonly string[]): readonly MemberField[] {
    const key = JSON.stringify(names);
    const known = this.combinations.get(key);
    if (known) return known;
    const fields = fieldsOfMembers(names).map((field) => ({ field, convert: exportedTokenOf(field) }));
    if (key.length < MAX_KEY_LENGTH && this.combinations.size < MAX_COMBINATIONS)
      this.combinations.set(key, fields);
    return fields;
  }

  private reject(position: bigint, problem: string, raw: string): void {
    this.records.reject(position, new BadValue(RejectCode.NOT_A_RECORD, problem), raw);
  }
}

/** Returns the token of a value. A text of blanks only is null too. */
function tokenOf(value: ExactValue, convert: ExportedTokenOf): string {
  if (value === null) return NULL_SIGN;
  if (typeof value === 'string') return convert(value.trim());
  return convert(typeof value === 'number' ? String(value) : JSON.stringify(value));
}
