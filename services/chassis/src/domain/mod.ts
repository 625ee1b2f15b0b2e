export * from './decider.ts';
export * from './event-catalogue.ts';
export * from './refusal.ts';
export * from './working-time/mod.ts';
export * from './fold-vietnamese.ts';
