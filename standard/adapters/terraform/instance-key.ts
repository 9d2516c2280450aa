/** Returns the key at the end of the address of an instance, such as `[0]` or `["a"]`; an empty text if it has none. */
export function instanceKey(address: string): string {
  if (!address.endsWith(']')) return '';
  const open = address.indexOf('[', address.lastIndexOf(']', address.length - 2) + 1);
  return open < 0 ? '' : address.slice(open);
}

/** Returns the address of the resource of an instance: without the key at the end. */
export function withoutInstanceKey(address: string): string {
  return address.slice(0, address.length - instanceKey(address).length);
}
