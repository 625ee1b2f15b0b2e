export * from './attributes.ts';
export * from './signals.ts';
export { endTelemetry } from './telemetry-end.ts';
