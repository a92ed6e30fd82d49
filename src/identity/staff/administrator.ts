/** Who administers: a member of staff, or whoever has the command line. */
export type Administrator = { readonly staffId: string } | 'command_line';

/** As the audit chain names them. */
export function actorOf(by: Administrator): string {
  return by === 'command_line' ? by : `staff:${by.staffId}`;
}
