/** Limits of a catalogue import, beside those of the house. */
export const limits = {
  lineCharactersMax: 1_000_000,
  /** A quoted field may span lines; beyond this the quote counts as forgotten. */
  recordLinesMax: 500,
  recordCharactersMax: 1_000_000,
  /** Rows of one transaction: nobody waits long for the writer. */
  batchRows: 200,
  /** How often a batch is compared again because somebody edited one of its products meanwhile. */
  batchTriesMax: 5,
  /** Lines of repeated rows that a summary names. */
  duplicateLinesMax: 20,
  titleCharactersMax: 300,
  descriptionCharactersMax: 20_000,
  tagsMax: 30,
  tagCharactersMax: 60,
  /** More column names than this are counted and not named. */
  unmappedColumnsMax: 200,
} as const;
