import { columnIndex, FLOW_COLUMNS, type Value } from '../flows/columns';
import type { Origin } from '../flows/origin';
import { DERIVED_COLUMNS } from './derived-columns';

const at = {
  cloud: columnIndex('cloud'),
  logType: columnIndex('log_type'),
  accountId: columnIndex('account_id'),
  region: columnIndex('region'),
  flowLogId: columnIndex('flow_log_id'),
  logStream: columnIndex('log_stream'),
  source: columnIndex('source'),
  sourceRow: columnIndex('source_row'),
  owner: columnIndex('owner_account_id'),
};

const DERIVED = DERIVED_COLUMNS.map(({ column, derive }) => ({ index: columnIndex(column), derive }));
const ACCOUNT_ID = /^\d{12}$/;

/** Returns a row with the values that are the same for every record of a source. Readers copy it and add the record. */
export function rowTemplate(origin: Origin, transitGateway: boolean): Value[] {
  const row = new Array<Value>(FLOW_COLUMNS.length).fill(null);
  row[at.cloud] = origin.cloud;
  row[at.logType] = transitGateway ? 'tgw' : 'vpc';
  row[at.flowLogId] = origin.flowLogId ?? null;
  row[at.logStream] = origin.logStream ?? null;
  row[at.source] = origin.source;
  return row;
}

/**
 * Adds the derived columns to a row. If the object key names the account, this is the account of the flow log, so that
 * partitions stay those that were configured. The account-id in the record has a column of its own, because it can be
 * another account (shared VPCs) or the word `unknown`.
 */
export function completeRow(row: Value[], origin: Origin, sourceRow: bigint): void {
  row[at.sourceRow] = sourceRow;
  row[at.accountId] = origin.accountId ?? ownerAccount(row[at.owner]);
  row[at.region] ??= origin.region ?? null;
  for (const { index, derive } of DERIVED) row[index] = derive(row);
}

function ownerAccount(owner: Value | undefined): string | null {
  return typeof owner === 'string' && ACCOUNT_ID.test(owner) ? owner : null;
}
