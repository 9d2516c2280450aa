import { GROUP_ROWS } from '../shared/sizes';
import { reserve } from './memory';

/** The rows of the group that are written to one file, unless all rows are. */
export const SELECTED: usize = reserve(<usize>GROUP_ROWS * 4);

export class Selection {
  static isAll: bool = true;
  static rows: i32 = 0;
}
