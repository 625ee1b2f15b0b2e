export { runService, runServices } from './run-service.ts';
export * from './service-definition.ts';
