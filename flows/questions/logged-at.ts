/** Where a record was observed: AWS interface, Azure network card, transit gateway attachment, regional NAT gateway. */
export const LOGGED_AT = 'coalesce(interface_id, mac_address, tgw_attachment_id, resource_id)';
