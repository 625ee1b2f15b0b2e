export { LOG_FIELDS, type LogField, type LogFields } from './log-fields.ts';
export * from './logger.ts';
