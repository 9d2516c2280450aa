import type { ColumnName } from '../columns';
import { type Question, QuestionGroup } from './question';
import { ranking } from './sql';

const LIMIT = 50;

export const TOP_INSTANCES: Question = topOf('instance', 'instance_id', 'TopTalkingInstances');

export const TOP_SUBNETS: Question = topOf('subnet', 'subnet_id', 'TopTalkingSubnets');

function topOf(what: string, column: ColumnName, alsoKnownAs: string): Question {
  return {
    name: `top-${what}s`,
    group: QuestionGroup.WHO,
    title: `Which ${what}s send and receive most?`,
    about:
      `Bytes through the logged interfaces of each ${what}, sent and received together: what goes from ` +
      `one ${what} to another counts at each. Records without ${what} are left out. The ${LIMIT} ` +
      'largest.',
    needs: [column, 'bytes_out'],
    alsoKnownAs: [alsoKnownAs],
    sql: ranking({ by: [column], where: `${column} is not null`, limit: LIMIT }),
  };
}
