/** Who calls: established by a token that was verified. */
export interface Caller {
  readonly learnerId: string;
  readonly isGuest: boolean;
  /** When the token ends, wall time in ms. */
  readonly expiresAtMs: number;
  /** The learner's id in our WeChat app, as the host platform signed it; null when it did not. */
  readonly wechatOpenid: string | null;
  /** When the host platform made sure who they are, wall time in ms; null when it does not say. */
  readonly signedInAtMs?: number | null;
  /** Of the mail address in the host platform's token, in lower case; left out and null: it names none. */
  readonly emailDomain?: string | null;
  /** As the host platform says: ISO 3166-1; left out and null: it does not. */
  readonly country?: string | null;
  /** Likewise, see `BuyerFacts`. */
  readonly ageYears?: number | null;
  /** A pass opens one thing: what it shows tells nothing else of its learner. */
  readonly isPass?: true;
}

/** What products may ask of who buys them. */
export interface BuyerFacts {
  /** ISO 3166-1 alpha-2; null when the host platform does not say. */
  readonly country: string | null;
  /** Whole years, 21 for all above; null when the host platform does not say. */
  readonly ageYears: number | null;
}

/** A shared secret with its key id; two are live during a rotation, the first signs. */
export interface SigningKey {
  readonly kid: string;
  readonly secret: string;
}
