export { diskGauges } from './disk-gauges.ts';
export { operationsHandlers, type OperationsOptions } from './operations-handlers.ts';
