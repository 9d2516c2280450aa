import { Duration, Lazy } from 'aws-cdk-lib';
import { retentionContradictions } from '../../../standard/apply/aws-settings';
import type { FlowLogStandard } from '../../../standard/flow-log-standard';
import type { FlowLakeProps } from '../flow-lake-props';

/** Default age at which raw objects expire, in days. */
const RAW_DAYS = 90;

/** Default age at which the files of the tables expire, in days. */
const TABLE_DAYS = 400;

/** The props of a lake that set a retention. */
type RetentionProps = Pick<FlowLakeProps, 'rawRetention' | 'tableRetention'>;

/**
 * The retention of a lake: its props, otherwise the longest of the default and the minimums of all standards that use the
 * lake. Flow logs with a standard can be added until synthesis, so a default is a token that resolves at synthesis.
 *
 * `Tokenization.stringifyNumber(retention.raw.toDays())` returns the days for a text.
 */
export class LakeRetention {
  /** Age at which raw objects expire. */
  readonly raw: Duration;

  /** Age at which the files of the tables expire, if the lake creates their bucket. */
  readonly table: Duration;

  private minDays = 0;

  constructor(private readonly props: RetentionProps) {
    this.raw = props.rawRetention ?? this.atSynthesis(RAW_DAYS);
    this.table = props.tableRetention ?? this.atSynthesis(TABLE_DAYS);
  }

  /** The retention that results from the standards known now, for checks at synthesis. */
  get known(): Required<RetentionProps> {
    return {
      rawRetention: this.props.rawRetention ?? Duration.days(this.atLeast(RAW_DAYS)),
      tableRetention: this.props.tableRetention ?? Duration.days(this.atLeast(TABLE_DAYS)),
    };
  }

  /**
   * Extends the default retention to the minimum of a standard.
   *
   * @returns the problems: props that are shorter than the minimum
   */
  extendTo({ resolved }: FlowLogStandard): string[] {
    this.minDays = Math.max(this.minDays, resolved.aws.retention.minDays ?? 0);
    const { rawRetention, tableRetention } = this.props;
    return Object.entries({ rawRetention, tableRetention }).flatMap(([name, retention]) =>
      retention === undefined || retention.isUnresolved()
        ? []
        : retentionContradictions(resolved, name, retention.toDays({ integral: false })),
    );
  }

  private atSynthesis(defaultDays: number): Duration {
    return Duration.days(Lazy.uncachedNumber({ produce: () => this.atLeast(defaultDays) }));
  }

  private atLeast(days: number): number {
    return Math.max(days, this.minDays);
  }
}
