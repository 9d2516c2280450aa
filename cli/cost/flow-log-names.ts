import type { CostedFlowLog } from '../../standard/cost/costed-flow-log';

/** Names of flow logs, for reports and for `--gb-per-day NAME=GB`. */
export class FlowLogNames {
  private readonly byTitle = new Map<string, CostedFlowLog[]>();

  constructor(private readonly flowLogs: readonly CostedFlowLog[]) {
    for (const flowLog of flowLogs) {
      const { title } = flowLog.fact;
      this.byTitle.set(title, [...(this.byTitle.get(title) ?? []), flowLog]);
    }
  }

  /** All names. */
  get all(): string[] {
    return this.flowLogs.map((flowLog) => this.of(flowLog));
  }

  /** The title of a flow log if no other has it, or else its address, which contains the name of its deployment unit. */
  of({ fact }: CostedFlowLog): string {
    return this.byTitle.get(fact.title)?.length === 1 ? fact.title : fact.address;
  }

  /** Returns the flow logs with a name. A title can be ambiguous, an address cannot. */
  withName(name: string): readonly CostedFlowLog[] {
    const byAddress = this.flowLogs.filter(({ fact }) => fact.address === name);
    return byAddress.length > 0 ? byAddress : (this.byTitle.get(name) ?? []);
  }
}
