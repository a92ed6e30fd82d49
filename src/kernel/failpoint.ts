import { writeSync } from 'node:fs';

let armed: { readonly name: string; passesLeft: number } | undefined;

/** Makes this process stop for good when the named point is passed for the `nth` time. Test mode only. */
export function armFailpoint({ name, nth }: { name: string; nth: number }): void {
  armed = { name, passesLeft: nth };
}

/**
 * A place between two steps that a crash must not tear apart. Nothing happens here unless a test armed it: then the
 * process says so on standard output and stands still, in the middle of whatever it holds, until it is killed.
 */
export function failpoint(name: string): void {
  if (armed === undefined || armed.name !== name) return;
  armed.passesLeft -= 1;
  if (armed.passesLeft > 0) return;
  writeSync(1, `${JSON.stringify({ failpoint: name })}\n`);
  // Blocks the whole process, so that nothing else can finish what this point interrupts.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}
