/** A question how it went with a person, and its answer. */
export interface CsatView {
  csatId: string;
  /** About whom. */
  staffId: string | null;
  askedAtMs: number;
  answeredAtMs: number | null;
  /** 1 to 5; null until answered. */
  score: number | null;
  comment: string | null;
}
