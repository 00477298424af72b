export * from './forward.ts';
