import type { Assumption } from '../../flows/cost/assumptions';
import { MEASURED_FIGURES } from './measured-figures';
import { type MeasuredFormat, type MeasuredFormatId, RawForm } from './measured-format';

/** Name of an assumption about the records of a format. */
export type FormatAssumption = `${'logGroupPercent' | 'tablePercent'}.${MeasuredFormatId}`;

/** Name of an assumption about the records of a format in one form. */
export type FormAssumption = `${'rawPercent' | 'normalizerMillisPerGb'}.${MeasuredFormatId}.${RawForm}`;

const { date, machine, loadAverage, rounds, eventsInBatch, formats } = MEASURED_FIGURES;
const MEASURED = `measured ${date} over generated records`;

const FORM_TITLES: Readonly<Record<RawForm, string>> = {
  [RawForm.TEXT]: 'compressed text',
  [RawForm.PARQUET]: 'Parquet that AWS writes',
  [RawForm.FIREHOSE]: 'compressed objects of a delivery stream',
  [RawForm.SUBSCRIPTION]: `documents of a subscription with ${eventsInBatch} records, also as the size that Firehose receives`,
};

/** How much smaller Parquet is than compressed text, in percent. Source: Amazon VPC User Guide, "Flow log files". */
const PARQUET_SAVING = 20;

/** The assumptions that depend on the format, by name. All are derived from measurements. */
export const FORMAT_ASSUMPTIONS = Object.fromEntries(formats.flatMap(formatAssumptions)) as Readonly<
  Record<FormatAssumption | FormAssumption, Assumption>
>;

function formatAssumptions(format: MeasuredFormat): [string, Assumption][] {
  const { id, fields, textBytes, tableBytes, grouped, forms } = format;
  const records = `${fields} fields`;
  const percentOf = (bytes: number) => Math.round((bytes * 100) / textBytes);
  const groupedPercent = (bytes: number) => Math.round((bytes * 100) / grouped.textBytes);
  const range = (bytes: number) =>
    `${groupedPercent(bytes)} if the records of an interface are adjacent; ${MEASURED}, real records vary`;
  return [
    [
      `logGroupPercent.${id}`,
      {
        value: percentOf(forms.text.storedBytes),
        meaning: `stored size of records of ${records} in a log group, in percent: as gzip; ${range(grouped.storedBytes)}`,
      },
    ],
    [
      `tablePercent.${id}`,
      {
        value: percentOf(tableBytes),
        meaning: `stored size of the table of records of ${records}, in percent; ${range(grouped.tableBytes)}`,
      },
    ],
    ...Object.values(RawForm).flatMap((form): [string, Assumption][] => [
      [`rawPercent.${id}.${form}`, rawAssumption(format, form)],
      [
        `normalizerMillisPerGb.${id}.${form}`,
        {
          value: Math.ceil((forms[form].cpuMillis * 1e9) / textBytes),
          meaning: `processor milliseconds of the normalizer per GB of text, for records of ${records} as ${form}; least of ${rounds} rounds, ${MEASURED}, ${machine}, at a load of ${loadAverage}, not on Lambda`,
        },
      ],
    ]),
  ];
}

function rawAssumption({ fields, textBytes, grouped, forms }: MeasuredFormat, form: RawForm): Assumption {
  const text = forms.text.storedBytes;
  const own = Math.round((forms[form].storedBytes * 100) / textBytes);
  const origin: Readonly<Record<RawForm, string>> = {
    [RawForm.TEXT]: `${Math.round((grouped.storedBytes * 100) / grouped.textBytes)} if the records of an interface are adjacent; ${MEASURED}, real records vary`,
    [RawForm.PARQUET]: `${PARQUET_SAVING} percent less than compressed text (Amazon VPC User Guide, "Flow log files"); ${own} for Parquet of DuckDB with gzip, ${MEASURED}`,
    [RawForm.FIREHOSE]: `${MEASURED}, real records vary`,
    [RawForm.SUBSCRIPTION]: `${MEASURED}, real records vary`,
  };
  return {
    value: form === RawForm.PARQUET ? Math.round((text * (100 - PARQUET_SAVING)) / textBytes) : own,
    meaning: `stored size of records of ${fields} fields as ${FORM_TITLES[form]}, in percent; ${origin[form]}`,
  };
}
