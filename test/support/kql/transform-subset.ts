/**
 * Supported operators, by their syntax kind. Each returns at most one row per row.
 *
 * Source of all lists in this file: Azure Monitor documentation, "Supported KQL features in Azure Monitor transformations".
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

/** Maximum number of columns that one `parse` can create. */
export const MAX_PARSED_COLUMNS = 10;

/** String operators that are not supported. */
export const UNSUPPORTED_STRING_OPERATORS: ReadonlySet<string> = new Set(
  ['in~', 'hasprefix', 'hasprefix_cs', 'hassuffix', 'hassuffix_cs', 'like', 'like_cs']
    .flatMap((operator) => [operator, `!${operator}`])
    .concat('has_any', 'has_all'),
);

/** Functions that exist only in transformations. */
export const TRANSFORM_ONLY_FUNCTIONS: ReadonlySet<string> = new Set([
  'parse_cef_dictionary',
  'geo_location',
  'columnifexists',
  'base64_encodestring',
  'base64_decodestring',
]);

/** Supported functions. */
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
