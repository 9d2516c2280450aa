/** A column in the AWS Glue Data Catalog. */
export interface GlueColumn {
  readonly name: string;
  readonly type: string;
  readonly comment: string;
}

/** Storage descriptor of a table: how engines read its files. */
export interface GlueStorage {
  readonly inputFormat: string;
  readonly outputFormat: string;
  readonly serdeInfo: {
    readonly serializationLibrary: string;
    readonly parameters?: Readonly<Record<string, string>>;
  };
}

/** A table in the AWS Glue Data Catalog. */
export interface GlueTable {
  readonly name: string;
  readonly description: string;
  readonly columns: readonly GlueColumn[];
  readonly partitionKeys: readonly GlueColumn[];
  readonly location: string;
  readonly storage: GlueStorage;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Parquet. Engines read columns by name. */
export const PARQUET_STORAGE: GlueStorage = {
  inputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
  outputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
  serdeInfo: { serializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' },
};

/**
 * Text with a space between values and `-` for null. Engines read columns by position, and decompress files by their
 * extension.
 */
export const TEXT_STORAGE: GlueStorage = {
  inputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
  outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
  serdeInfo: {
    serializationLibrary: 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe',
    parameters: { 'field.delim': ' ', 'serialization.format': ' ', 'serialization.null.format': '-' },
  },
};
