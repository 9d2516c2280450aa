/** A column as the Glue catalog has it. */
export interface GlueColumn {
  readonly name: string;
  readonly type: string;
  readonly comment: string;
}

/** How the files of a table are read. */
export interface GlueStorage {
  readonly inputFormat: string;
  readonly outputFormat: string;
  readonly serdeInfo: {
    readonly serializationLibrary: string;
    readonly parameters?: Readonly<Record<string, string>>;
  };
}

/** A table as the Glue catalog has it. */
export interface GlueTable {
  readonly name: string;
  readonly description: string;
  readonly columns: readonly GlueColumn[];
  readonly partitionKeys: readonly GlueColumn[];
  readonly location: string;
  readonly storage: GlueStorage;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Parquet, read by the names of the columns. */
export const PARQUET_STORAGE: GlueStorage = {
  inputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
  outputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
  serdeInfo: { serializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' },
};

/** Text with a space between values and `-` for none, read by position; compressed where the file's name says so. */
export const TEXT_STORAGE: GlueStorage = {
  inputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
  outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
  serdeInfo: {
    serializationLibrary: 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe',
    parameters: { 'field.delim': ' ', 'serialization.format': ' ', 'serialization.null.format': '-' },
  },
};
