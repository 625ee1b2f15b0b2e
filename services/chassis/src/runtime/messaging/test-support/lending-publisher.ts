import type { LendingEvent } from '../../projections/test-support/lending-read-models.ts';
import { publisher } from '../public-message.ts';

/** That a book was lent and given back is public; that a loan was extended is not. */
export const lendingPublisher = publisher<LendingEvent>({
  BookLent: ({ data }) => ({
    subject: 'egov.lending.loan.book_lent.v1',
    message: Buffer.from(data.bookId),
    type: 'egov.lending.events.v1.BookLent',
  }),
  BookReturned: () => ({
    subject: 'egov.lending.loan.book_returned.v1',
    message: Buffer.from('returned'),
    type: 'egov.lending.events.v1.BookReturned',
  }),
});
