/** First and last bytes of a Parquet file. Source: Apache Parquet documentation, "File Format". */
export const PARQUET_MAGIC = 'PAR1';
