/** The names of the columns of a CSV. */
export type CsvColumns = Readonly<{ case: string; activity: string; timestamp: string; resource: string }>;

/** The names of IEEE 1849 (XES), as process mining tools write them into CSV. */
export const xesColumns: CsvColumns = {
  case: 'case:concept:name',
  activity: 'concept:name',
  timestamp: 'time:timestamp',
  resource: 'org:resource',
};
