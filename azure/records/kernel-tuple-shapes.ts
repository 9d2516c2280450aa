import type { ColumnName } from '../../flows/columns';
import type { Kernel } from '../../flows/kernel/kernel';
import { COUNTERS, ENDPOINTS } from './tuple-field';
import type { TupleVersion } from './tuple-version';
import { TUPLE_VERSIONS } from './tuple-versions';

/** Columns of the fields between the endpoints and the counters, of all versions. The kernel reads them as one column. */
export const COMPOSITE: readonly ColumnName[] = [
  ...new Set(
    TUPLE_VERSIONS.flatMap(({ fields, derivedColumns = [] }) => [
      ...fields.slice(ENDPOINTS.length).map(({ name }) => name),
      ...derivedColumns,
    ]),
  ),
];

/** The tuple versions that the kernel reads, each with the number of its shape. */
export class TupleShapes {
  private readonly versions: TupleVersion[] = [];

  /** Declares the shape of every tuple version to the kernel. The reference reader reads versions that do not fit. */
  constructor({ run }: Kernel) {
    run.clearTupleShapes();
    for (const version of TUPLE_VERSIONS) {
      const { fields, hasCounters } = version;
      if (!ENDPOINTS.every(({ name }, position) => fields[position]?.name === name)) continue;
      const composite = fields.length - ENDPOINTS.length;
      const number = run.addTupleShape(ENDPOINTS.length, composite, hasCounters ? COUNTERS.length : 0);
      if (number >= 0) this.versions[number] = version;
    }
  }

  /** The number of the shape of a version; undefined if the kernel cannot read its tuples. */
  numberOf(version: TupleVersion): number | undefined {
    const number = this.versions.indexOf(version);
    return number < 0 ? undefined : number;
  }

  /** The version of a shape. */
  version(number: number): TupleVersion {
    return this.versions[number] as TupleVersion;
  }
}
