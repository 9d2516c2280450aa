import { isSpecialPurpose } from './special-purpose';

const isSpecialAtRegional = (address: string) =>
  `case when interface_type = 'regional_nat_gateway' then ${isSpecialPurpose(address)} end`;

/** The records of `flows`, with flags of the addresses at regional NAT gateways. */
export const MARKED_RECORDS = `(
    select
      *,
      ${isSpecialAtRegional('src_addr')} as is_src_special,
      ${isSpecialAtRegional('dst_addr')} as is_dst_special
    from flows
  ) marked`;

/**
 * Condition for the leg of a NAT gateway to the internet, whose bytes the leg to the client has too. A regional gateway
 * has no address in the VPC: its records have the client and the server, or its public address and the server.
 * Rejected packets are in no other leg.
 */
export const IS_TRANSLATED = `coalesce(case
      when action = 'reject' then false
      when interface_type = 'nat_gateway' then pkt_src_addr = src_addr and pkt_dst_addr = dst_addr
      when interface_type = 'regional_nat_gateway' then not is_src_special and not is_dst_special
    end, false)`;
