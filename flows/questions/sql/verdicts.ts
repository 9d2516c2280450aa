import { DESTINATION, exactSum, SEEN, SOURCE } from './expressions';

/** Keys of a flow in the rankings of verdicts. */
export const FLOW = [`${SOURCE} as source`, `${DESTINATION} as destination`, 'dst_port', 'protocol'];
export const FLOW_COLUMNS = ['source', 'destination', 'dst_port', 'protocol'];

/** Measures of rejected records. Their bytes are often not measured. */
export const REJECTED_MEASURES = `count(*) as records,
  ${exactSum('packets_out')} as packets_out,
  ${SEEN}`;
