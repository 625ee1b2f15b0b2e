export { operationsHandlers, type OperationsOptions } from './operations-handlers.ts';
