import { officeDay, type LocalDate } from '../../domain/mod.ts';
import type { CallContext } from '../context/call-context.ts';

/** The day that a query is about; today where it names none. */
export type AsOf = Readonly<{ asOfDay?: LocalDate | undefined }>;

/** Returns the day that a query is about. */
export const dayOf = ({ asOfDay }: AsOf, { now }: CallContext): LocalDate => asOfDay ?? officeDay(now);
