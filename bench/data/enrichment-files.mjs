import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mmdbFile } from './mmdb-file.mjs';
import { inventedNetwork } from './network.mjs';
import { Random } from './random.mjs';
import { zipf } from './zipf.mjs';

const THREATS = 10_000;
const NETWORKS = 500_000;
const AUTONOMOUS_SYSTEMS = 60_000;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const COUNTRIES = 240;

/**
 * Writes a threat list of 10,000 networks and a database of 500,000 networks, always the same, which contain many of the
 * generated addresses. Returns their paths.
 */
export function enrichmentFiles(directory) {
  mkdirSync(directory, { recursive: true });
  const random = new Random(9);
  const { remotes } = inventedNetwork();
  const paths = { threats: join(directory, 'threats.txt'), mmdb: join(directory, 'networks.mmdb') };
  writeFileSync(paths.threats, threatList(random, remotes));
  writeFileSync(paths.mmdb, database(random, remotes));
  return paths;
}

function threatList(random, remotes) {
  const lines = remotes.slice(0, 500).map(({ address }) => address);
  while (lines.length < THREATS) {
    const length = random.pick([32, 32, 32, 28, 24, 22, 20]);
    lines.push(`${anyAddress(random)}/${length}, type-${random.below(40)}`);
  }
  return `# generated\n${lines.join('\n')}\n`;
}

function database(random, remotes) {
  const records = Array.from({ length: AUTONOMOUS_SYSTEMS }, () => record(random));
  // most networks belong to few of the autonomous systems
  const draw = zipf(AUTONOMOUS_SYSTEMS);
  const networks = new Map();
  for (const { address, address6 } of remotes) {
    networks.set(`${address.replace(/\d+$/, '0')}/24`, records[draw(random)]);
    networks.set(`${address6.split(':').slice(0, 4).join(':')}::/64`, records[draw(random)]);
  }
  while (networks.size < NETWORKS) {
    networks.set(`${anyAddress(random).replace(/\d+$/, '0')}/24`, records[draw(random)]);
  }
  return mmdbFile([...networks], { type: 'Generated-Country-ASN' });
}

function record(random) {
  const country = random.below(COUNTRIES);
  const number = 1 + random.below(400_000);
  return {
    autonomous_system_number: number,
    autonomous_system_organization: `AS ${number}`,
    country: {
      geoname_id: 1_000_000 + country,
      iso_code: LETTERS[country % 26] + LETTERS[Math.floor(country / 26)],
      names: { de: `Land ${country}`, en: `Country ${country}` },
    },
  };
}

function anyAddress(random) {
  return `${1 + random.below(223)}.${random.below(256)}.${random.below(256)}.${random.below(256)}`;
}
