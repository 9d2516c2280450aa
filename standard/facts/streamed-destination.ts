import type { DeliveryStreamFact } from './delivery-stream';
import type { Destination } from './destination';

/** A delivery stream as a destination: the properties that its bucket determines, and the stream itself. */
export interface StreamedDestination
  extends Pick<
    Destination,
    'retention' | 'hotRetention' | 'retentionSetBy' | 'customerManagedKey' | 'storage'
  > {
  readonly stream: DeliveryStreamFact;
}
