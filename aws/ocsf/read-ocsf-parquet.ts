import type { Origin } from '../../flows/origin';
import type { ParquetReader } from '../../flows/parquet/read/parquet-reader';
import type { RecordSink } from '../record-sink';
import { EventRecords } from './event-records';
import { eventColumns, ParquetEvent } from './parquet-event';

/** Reads OCSF events from a Parquet file, such as those of Amazon Security Lake. Each row is one event. */
export function readOcsfParquet(reader: ParquetReader, origin: Origin, records: RecordSink): void {
  const columns = eventColumns(reader.columns);
  reader.text.checkRows(reader.rowCount, columns.length);
  const event = new ParquetEvent(columns);
  const events = new EventRecords(records, origin);
  records.found(reader.rowCount);
  let position = 0n;
  for (const row of reader.rows(columns)) {
    position++;
    event.use(row);
    const { raw } = event;
    reader.text.spend(raw.length);
    events.event(event, raw, position);
  }
  records.end();
}
