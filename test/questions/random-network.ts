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
    const vnets = random.list(random.whole(1, 3), (index) => randomVnet(random, index));
    files.push(...azureFiles(random, vnets, randomTalks(random, vnets)));
  }
  return files;
}
