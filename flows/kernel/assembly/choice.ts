import { GROUP_ROWS } from './group';
import { reserve } from './memory';

/** The rows of the group that are written to one file, if it is not all of them. */
export const CHOSEN: usize = reserve(<usize>GROUP_ROWS * 4);

export class Choice {
  static isAll: bool = true;
  static rows: i32 = 0;
}
