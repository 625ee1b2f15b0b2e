export * from './event-log/mod.ts';
export * from './keys/mod.ts';
export * from './projections/mod.ts';
