export { forgetPerson, personRecords, type OwnerOf, type PersonRecords } from './forget-person.ts';
export { personAggregate, type PersonDatum, type PersonForgotten } from './person.ts';
export { personHandlers, type PersonOptions } from './person-handlers.ts';
