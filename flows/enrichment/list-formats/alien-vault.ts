import type { ThreatLine } from '../threat-line';

/** Address, reliability, risk and activity. Country, city, position and a number follow. */
const LINE = /^\s*([^\s#]+)#[0-9]+#[0-9]+#([^#]*)#/;

/**
 * Reads a line of AlienVault's reputation data, such as `203.0.113.7#4#2#Malicious Host#US##0.0,0.0#3`.
 *
 * Source: Amazon GuardDuty User Guide, "Entity lists and IP address lists", "List formats".
 */
export function alienVaultEntry(line: string): ThreatLine | undefined {
  const match = LINE.exec(line);
  return match ? { network: match[1] as string, rest: match[2] as string } : undefined;
}
