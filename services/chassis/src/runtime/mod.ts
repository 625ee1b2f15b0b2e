export * from './projections/mod.ts';
