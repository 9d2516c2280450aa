/**
 * Operators that take a row and return one at most, by their kind in the syntax. No other is taken.
 *
 * Source of all in this file: Azure Monitor documentation, "Supported KQL features in Azure Monitor transformations".
 */
export const TRANSFORM_OPERATORS: ReadonlySet<string> = new Set([
  'FilterOperator',
  'ExtendOperator',
  'ProjectOperator',
  'ProjectAwayOperator',
  'ProjectRenameOperator',
  'ParseOperator',
  'PrintOperator',
]);

/** Most columns that one `parse` can make. */
export const MAX_PARSED_COLUMNS = 10;

/** Operators on texts that are not taken. */
export const OTHER_TEXT_OPERATORS: ReadonlySet<string> = new Set(
  ['in~', 'hasprefix', 'hasprefix_cs', 'hassuffix', 'hassuffix_cs', 'like', 'like_cs']
    .flatMap((operator) => [operator, `!${operator}`])
    .concat('has_any', 'has_all'),
);

/** Functions that there are nowhere else. */
export const TRANSFORM_ONLY_FUNCTIONS: ReadonlySet<string> = new Set([
  'parse_cef_dictionary',
  'geo_location',
  'columnifexists',
  'base64_encodestring',
  'base64_decodestring',
]);

/** Functions that are taken. */
export const TRANSFORM_FUNCTIONS: ReadonlySet<string> = new Set([
  ...TRANSFORM_ONLY_FUNCTIONS,
  ...`binary_and binary_or binary_not binary_shift_left binary_shift_right binary_xor
    tobool todatetime todouble toreal toguid toint tolong tostring totimespan
    ago datetime_add datetime_diff datetime_part dayofmonth dayofweek dayofyear endofday endofmonth endofweek
    endofyear getmonth getyear hourofday make_datetime make_timespan now startofday startofmonth startofweek
    startofyear weekofyear
    array_concat array_length pack_array pack parse_json parse_xml zip
    abs bin floor ceiling exp exp10 exp2 isfinite isinf isnan log log10 log2 pow round sign
    case iif max_of min_of
    countof extract extract_all indexof isempty isnotempty split strcat strcat_delim strlen substring tolower toupper
    hash_sha256 gettype isnotnull isnull not`.split(/\s+/),
]);
