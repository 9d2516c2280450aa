import type { RawFile } from './oracle/raw-file';
import { awsFiles, randomVpc } from './random-aws';
import { azureFiles, randomVnet } from './random-azure';
import { RandomSource } from './random-source';
import { randomTalks } from './random-talks';

/** Returns the raw files of small networks of one cloud or of both. */
export function randomNetwork(seed: number): RawFile[] {
  const random = new RandomSource(seed);
  const files: RawFile[] = [];
  const kind = random.pick(['aws', 'azure', 'both'] as const);
  if (kind !== 'azure') {
    const vpcs = random.list(random.whole(1, 3), (index) => randomVpc(random, index));
    files.push(...awsFiles(random, vpcs, randomTalks(random, vpcs)));
  }
  if (kind !== 'aws') {
    const drawn = random.list(random.whole(1, 3), (index) => randomVnet(random, index));
    // the relations do not distinguish flows of equal ranges from those of several appliances
    const hasEqualRanges = new Set(drawn.map(({ addresses }) => addresses[0])).size < drawn.length;
    const vnets = drawn.map((vnet, index) => ({
      ...vnet,
      hasAppliance: vnet.hasAppliance && !hasEqualRanges && index === 0,
    }));
    files.push(...azureFiles(random, vnets, randomTalks(random, vnets)));
  }
  return files;
}
