/**
 * What the console's page sends and gets, besides the passing of conversations (`bot/handoff/wire.ts`). Every path is
 * under `/v1/console`, every error problem+json. What changes something carries `x-tilltalk-csrf`; what moves money
 * an `Idempotency-Key` as well, made and kept by the page before it sends.
 */
export * from './approval/wire.ts';
export * from './audit/wire.ts';
export * from './canned-reply/wire.ts';
export * from './case/wire.ts';
export * from './details/wire.ts';
export * from './label/wire.ts';
export * from './list/wire.ts';
export * from './note/wire.ts';
export * from './reveal/wire.ts';
export * from './search/wire.ts';
export * from './sell/wire.ts';
export * from './snooze/wire.ts';
export * from './viewer/wire.ts';
