import { FileFormat } from './flow-log';
import { LogFormat } from './format';
import { KeyLayout } from './policies/bucket';

/** How flow logs lie in a bucket. */
export interface RawLayout {
  readonly format: LogFormat;
  readonly fileFormat: FileFormat;
  readonly keys: KeyLayout;
  /** Whether a folder begins each hour instead of each day. */
  readonly perHour: boolean;
}

/** A name for a layout, such as `vpc-text-1f0ce2a9`; different layouts have different names. */
export function layoutName({ format, fileFormat, keys, perHour }: RawLayout): string {
  return [
    format.isTransitGateway ? 'tgw' : 'vpc',
    fileFormat === FileFormat.PARQUET ? 'parquet' : 'text',
    ...(keys === KeyLayout.HIVE ? ['hive'] : []),
    ...(perHour ? ['hourly'] : []),
    format.id,
  ].join('-');
}

/**
 * The one layout without a folder, where AWS and its tools expect it. These very fields stay here, also if others
 * are recommended one day: what lies there already is read by position.
 */
const AT_THE_ROOT = layoutName({
  format: LogFormat.RECOMMENDED,
  fileFormat: FileFormat.TEXT,
  keys: KeyLayout.PLAIN,
  perHour: false,
});

/**
 * The folder of a lake's raw bucket for flow logs of one layout; empty for none. Text is read by position, so only
 * objects of exactly the same fields may lie in one folder.
 */
export function rawFolder(layout: RawLayout): string {
  const name = layoutName(layout);
  return name === AT_THE_ROOT ? '' : name;
}
