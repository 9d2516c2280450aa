import { SKIPDATA_RATE as QUESTION } from '../../../flows/questions/skipdata-rate';
import { TgwField, VpcField } from '../../fields';
import { insightsQuestion } from '../insights-question';
import { namesIn } from '../names-in-format';
import type { QueryText } from '../query-text';

const { LOG_STATUS, ACCOUNT_ID, INTERFACE_ID, RESOURCE_ID } = VpcField;

/** Records by interface and hour. The name of a log stream contains the interface. */
const RATE: QueryText = {
  needs: [[LOG_STATUS]],
  in: (format) => {
    const name = namesIn(format);
    const [first = '@logStream', second] = [INTERFACE_ID, RESOURCE_ID, TgwField.TGW_ATTACHMENT_ID].flatMap(
      (field) => name(field) ?? [],
    );
    const at = second ? `if(${first} = "-", ${second}, ${first})` : first;
    const account = name(ACCOUNT_ID);
    const keys = [...(account ? [`${account} as account_id`] : []), `${at} as interface`, 'bin(1h) as hour'];
    const order = ['skipdata_records desc', 'skipdata_share desc', ...(account ? ['account_id'] : [])];
    const count = (status: string) => `sum(if(${name(LOG_STATUS)} = "${status}", 1, 0))`;
    const values = [
      `${count('SKIPDATA')} as skipdata_records`,
      `${count('NODATA')} as nodata_records`,
      'count(*) as records',
      `${count('SKIPDATA')} / count(*) as skipdata_share`,
    ];
    return [
      `filter ${name(LOG_STATUS)} != "-"`,
      `stats ${values.join(', ')} by ${keys.join(', ')}`,
      'filter skipdata_records > 0',
      `sort ${[...order, 'interface', 'hour'].join(', ')}`,
    ].join('\n| ');
  },
};

export const SKIPDATA_RATE = insightsQuestion(QUESTION, {
  notes:
    'One such record can stand for many flows, so the share is a lower bound of what is missing. A record counts in the ' +
    'UTC hour in which it starts.',
  limit: 100,
  steps: [RATE],
});
