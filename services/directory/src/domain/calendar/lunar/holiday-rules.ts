/** The day of a year on which a rule falls, and the number of days off. */
export type HolidayOccurrence =
  | { calendar: 'solar'; month: number; day: number }
  /** `startsBefore`: how many days before that lunar date the days off begin. */
  | { calendar: 'lunar'; month: number; day: number; startsBefore: number; days: number }
  /** A day and the one before or after it, whichever makes the longer break; the day before if equal. */
  | { calendar: 'solar-with-adjacent'; month: number; day: number };

/** A statutory day off as dated data: it applies from `from` up to and including `until`. */
export type HolidayRule = {
  from: string;
  until?: string;
  name: string;
  legalGround: string;
  occurs: HolidayOccurrence;
};

const LABOUR_CODE = 'Bộ luật Lao động, Điều 112';

/**
 * The statutory days off. The Prime Minister's yearly announcement decides which days Tết and National Day
 * take; recorded for a year, it replaces what these rules compute.
 */
export const STATUTORY_HOLIDAYS: readonly HolidayRule[] = [
  {
    from: '1995-01-01',
    name: 'Tết Dương lịch',
    legalGround: LABOUR_CODE,
    occurs: { calendar: 'solar', month: 1, day: 1 },
  },
  {
    from: '2013-05-01',
    name: 'Tết Nguyên đán',
    legalGround: LABOUR_CODE,
    occurs: { calendar: 'lunar', month: 1, day: 1, startsBefore: 1, days: 5 },
  },
  {
    from: '2007-04-01',
    name: 'Giỗ Tổ Hùng Vương',
    legalGround: LABOUR_CODE,
    occurs: { calendar: 'lunar', month: 3, day: 10, startsBefore: 0, days: 1 },
  },
  {
    from: '1995-01-01',
    name: 'Ngày Chiến thắng',
    legalGround: LABOUR_CODE,
    occurs: { calendar: 'solar', month: 4, day: 30 },
  },
  {
    from: '1995-01-01',
    name: 'Ngày Quốc tế lao động',
    legalGround: LABOUR_CODE,
    occurs: { calendar: 'solar', month: 5, day: 1 },
  },
  {
    from: '1995-01-01',
    until: '2020-12-31',
    name: 'Quốc khánh',
    legalGround: 'Bộ luật Lao động 2012, Điều 115',
    occurs: { calendar: 'solar', month: 9, day: 2 },
  },
  {
    from: '2021-01-01',
    name: 'Quốc khánh',
    legalGround: LABOUR_CODE,
    occurs: { calendar: 'solar-with-adjacent', month: 9, day: 2 },
  },
  {
    from: '2026-07-01',
    name: 'Ngày Văn hóa Việt Nam',
    legalGround: 'Nghị quyết 28/2026 của Quốc hội',
    occurs: { calendar: 'solar', month: 11, day: 24 },
  },
];
