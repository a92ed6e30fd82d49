/** The agent who acts, as learners see them. */
export interface Agent {
  readonly staffId: string;
  readonly displayName: string;
}
