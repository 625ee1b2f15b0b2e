export * from './decider.ts';
export * from './event-catalogue.ts';
export * from './refusal.ts';
