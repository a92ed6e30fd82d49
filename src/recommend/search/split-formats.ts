import type { Analysis } from './document-terms.ts';
import type { SearchIndex } from './search-index.ts';
import type { Token } from './tokens.ts';

/** Formats that a dictionary grows onto a subject: "摄影课", "数学书", "日语班". */
const FORMAT = /^(?<subject>\p{Script=Han}{2,})(?<format>课程|教程|专栏|[课书班])$/u;

/** Words of a question without the format that stands at their end, where what is before it is a subject. */
export function splitFormats({ topics }: Analysis, index: SearchIndex, tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token) => {
    const { subject, format } = (token.isHan ? FORMAT.exec(token.term)?.groups : undefined) ?? {};
    if (subject === undefined || format === undefined || topics.named(token.term).length > 0) return [token];
    const isSubject = topics.named(subject).length > 0 || index.documentFrequency(subject) > 0;
    if (!isSubject || index.documentFrequency(token.term) > 0) return [token];
    return [subject, format].map((term): Token => ({ term, surface: term, isHan: true }));
  });
}
