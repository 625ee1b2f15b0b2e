export * from './attributes.ts';
export * from './log-records.ts';
export * from './signals.ts';
export * from './spans.ts';
export { endTelemetry } from './telemetry-end.ts';
