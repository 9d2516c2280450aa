import { DISTINCT_FLOWS, FLOW_TABLE_NAME } from '../../ingestion/flow-table';

/** The table that the normalizer writes. */
export const FLOW_TABLE = [FLOW_TABLE_NAME];

/** Its rows, each once. */
export { DISTINCT_FLOWS };

/** The address in the packet if the record has it, else the address of the interface. */
export const ADDRESSES_OF_ROW = `| extend
    source_address = iff(isempty(pkt_src_addr), src_addr, pkt_src_addr),
    destination_address = iff(isempty(pkt_dst_addr), dst_addr, pkt_dst_addr)`;

/** Sentence of a description. */
export const DELIVERED_TWICE_NOTE = 'A row that was delivered twice counts once.';
