export * from './read-model-digest.ts';
