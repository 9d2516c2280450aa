import { type ColumnName, flowColumn } from '../../flows/columns';
import type { CompositeStep, KernelColumn, SingleStep } from '../../flows/kernel/kernel-schema';

/** Columns that identify what is logged. The first one that the records have becomes the predictor. */
const PREDICTORS: readonly ColumnName[] = ['interface_id', 'tgw_attachment_id', 'resource_id'];

/** Columns that mostly have one value for each value of a predictor; and the predictors themselves. */
const PREDICTED: ReadonlySet<ColumnName> = new Set<ColumnName>([
  ...PREDICTORS,
  ...['version', 'owner_account_id', 'account_id', 'resource_type', 'tgw_id'],
  ...['network_id', 'subnet_id', 'instance_id', 'az_id', 'sublocation_type', 'sublocation_id', 'region'],
  ...['ecs_cluster_arn', 'ecs_cluster_name', 'ecs_container_instance_arn', 'ecs_container_instance_id'],
  ...['ecs_container_id', 'ecs_second_container_id', 'ecs_service_name', 'ecs_task_definition_arn'],
  ...['ecs_task_arn', 'ecs_task_id', 'instance_tag', 'instance_tag_2', 'interface_tag', 'interface_tag_2'],
  ...['asg_tag', 'asg_tag_2', 'interface_type'],
] as ColumnName[]);

/** Addresses of the packet, which mostly equal the addresses of the record. */
const SAME_TOKEN_AS: Readonly<Partial<Record<ColumnName, ColumnName>>> = {
  pkt_src_addr: 'src_addr',
  pkt_dst_addr: 'dst_addr',
};

/** Columns that have too many combinations with their neighbours. */
const HIGH_CARDINALITY: ReadonlySet<ColumnName> = new Set<ColumnName>([
  ...['tgw_src_subnet_id', 'tgw_dst_subnet_id', 'tgw_src_eni', 'tgw_dst_eni'],
] as ColumnName[]);

/** Kinds whose tokens rarely recur together with their neighbours. */
const SINGLE_KINDS: ReadonlySet<string> = new Set(['address', 'time', 'port', 'packets', 'bytes', 'number']);

type Step = SingleStep | CompositeStep;

/**
 * The order in which the kernel reads columns: a predictor precedes the columns that it predicts. Neighbouring
 * columns that mostly recur together become one composite column, because comparing the whole is as fast as comparing
 * one token.
 */
export function columnSteps(columns: readonly KernelColumn[]): Step[] {
  const runs = runsOf(columns);
  const names = new Set(columns.map(({ name }) => name));
  const predictor = PREDICTORS.find((name) => names.has(name));
  const isPredictor = (run: KernelColumn[]) => run.some(({ name }) => name === predictor);
  const rank = (run: KernelColumn[]) => {
    const [first] = run as [KernelColumn];
    return isPredictor(run) ? 0 : SAME_TOKEN_AS[first.name] ? 2 : 1;
  };
  runs.sort((a, b) => rank(a) - rank(b));
  const hasPredictor = runs[0] !== undefined && isPredictor(runs[0]);
  return runs.map((run, index) => stepOf(run, hasPredictor && index > 0, names));
}

/** Groups columns of neighbouring fields that can form a composite column; other columns stay alone. */
function runsOf(columns: readonly KernelColumn[]): KernelColumn[][] {
  const runs: KernelColumn[][] = [];
  for (const column of columns) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const isNeighbour = last && canCombine(last, column);
    if (run && isNeighbour) run.push(column);
    else runs.push([column]);
  }
  return runs;
}

function canCombine(left: KernelColumn, right: KernelColumn): boolean {
  if (right.field - left.field > 1 || !isWord(left) || !isWord(right)) return false;
  return PREDICTED.has(left.name) === PREDICTED.has(right.name);
}

function isWord({ name }: KernelColumn): boolean {
  return !SINGLE_KINDS.has(flowColumn(name).kind) && !HIGH_CARDINALITY.has(name);
}

function stepOf(run: KernelColumn[], hasPredictor: boolean, names: ReadonlySet<ColumnName>): Step {
  const [first] = run as [KernelColumn];
  if (run.length === 1) {
    const other = SAME_TOKEN_AS[first.name];
    return other && names.has(other) ? { column: first, sameAs: other } : { column: first };
  }
  const fields = (run.at(-1) as KernelColumn).field - first.field + 1;
  const predictedBy = hasPredictor && run.some(({ name }) => PREDICTED.has(name)) ? 0 : undefined;
  return { columns: run, field: first.field, fields, predictedBy };
}
