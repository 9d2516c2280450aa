/** Whether an address is another one, an instance of it, or in the module of that address. */
export function isBelow(address: string, other: string): boolean {
  return address.startsWith(other) && ['', '.', '['].includes(address.charAt(other.length));
}
