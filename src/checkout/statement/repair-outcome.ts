/** What a try to settle a difference came to, in words that are kept with it. */
export interface RepairOutcome {
  readonly isRepaired: boolean;
  readonly resolution: string;
}
