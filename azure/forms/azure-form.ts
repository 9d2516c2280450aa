import type { InputForm } from '../../flows/input/input-form';
import type { Origin } from '../../flows/origin';
import type { FlowSink } from '../../flows/table-writer';

/** Where the records of a source go. */
export interface AzureReading {
  /** What the blob path states about the records. */
  readonly origin: Origin;
  readonly sink: FlowSink;
}

/** A form of Azure flow logs. */
export interface AzureForm extends InputForm {
  readonly cloud: 'azure';
  /**
   * Reads the records of a source with the reference reader: each tuple becomes a row or a reject.
   *
   * @param bytes - all bytes of the source after decompression, in UTF-8
   * @throws InputError if the source cannot be read
   */
  read(bytes: AsyncIterable<Uint8Array>, reading: AzureReading): Promise<void>;
}
