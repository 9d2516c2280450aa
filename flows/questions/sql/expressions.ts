/** The address in the packet if the record has it, else the address of the interface. */
export const SOURCE = 'coalesce(pkt_src_addr, src_addr)';
export const DESTINATION = 'coalesce(pkt_dst_addr, dst_addr)';

/** Where a record was observed: AWS interface, Azure network card, transit gateway attachment, regional NAT gateway. */
export const LOGGED_AT = 'coalesce(interface_id, mac_address, tgw_attachment_id, resource_id)';

/** Returns the exact sum of a 64-bit counter; null if nothing was measured. */
export function exactSum(counter: string): string {
  return `sum(cast(${counter} as decimal(38, 0)))`;
}
