import type { FindingView, FoundProduct } from '../../../src/recommend/finding/wire.ts';
import { useLanguage, useSay } from '../../ui/language.ts';
import { formatMoney } from '../../ui/money.ts';
import { removalWords } from './removal-words.ts';
import { type CatalogueKey, catalogueText } from './text.ts';

interface CandidatesProps {
  readonly finding: FindingView;
  readonly onOpen: (productId: string) => void;
}

/** Every product that the words find, with what each source says for it and what became of it. */
export function Candidates({ finding, onOpen }: CandidatesProps) {
  const say = useSay(catalogueText);
  const { candidates } = finding;
  // A guest has no taste, and a young shop nothing that many took.
  const sources = sourcesOf(candidates);
  if (candidates.length === 0) return <p class="faint">{say('nothingFound')}</p>;
  return (
    <section class="product-part">
      <h3>{say('candidates')}</h3>
      <div class="table-box">
        <table data-candidates>
          <thead>
            <tr>
              <th scope="col">{say('titleOf')}</th>
              <th scope="col">{say('outcome')}</th>
              <th scope="col">{say('foundBy')}</th>
              {sources.map(({ label }) => (
                <th scope="col" key={label}>
                  {say(label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {candidates.map((one) => (
              <Candidate key={one.productId} one={one} sources={sources} finding={finding} onOpen={onOpen} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface Source {
  readonly label: CatalogueKey;
  readonly of: (scores: FoundProduct['scores']) => number;
  readonly textOf: (scores: FoundProduct['scores']) => string;
  /** Left out where nothing has any of it. */
  readonly isOptional?: boolean;
}

const allSources: readonly Source[] = [
  { label: 'scoreText', of: ({ text }) => text, textOf: ({ text }) => text.toFixed(1) },
  {
    label: 'scoreShare',
    of: ({ share }) => share,
    textOf: ({ share }) => `${Math.round(share * 100)}%`,
  },
  {
    label: 'scoreTaste',
    of: ({ taste }) => taste,
    textOf: ({ taste }) => taste.toFixed(2),
    isOptional: true,
  },
  {
    label: 'scorePopular',
    of: ({ popularity }) => popularity,
    textOf: ({ popularity }) => popularity.toFixed(2),
    isOptional: true,
  },
  { label: 'scoreTotal', of: ({ total }) => total, textOf: ({ total }) => total.toFixed(1) },
];

function sourcesOf(candidates: readonly FoundProduct[]): readonly Source[] {
  return allSources.filter(
    ({ of, isOptional }) => isOptional !== true || candidates.some(({ scores }) => of(scores) > 0),
  );
}

interface CandidateProps extends CandidatesProps {
  readonly one: FoundProduct;
  readonly sources: readonly Source[];
}

function Candidate({ one, sources, finding, onOpen }: CandidateProps) {
  const say = useSay(catalogueText);
  const language = useLanguage();
  const { productId, title, rank, scores, foundBy } = one;
  const shown = finding.shown.find((card) => card.productId === productId);
  const joined = foundBy.map(({ surface, topic }) =>
    topic === null || topic[language] === surface ? surface : `${surface} → ${topic[language]}`,
  );
  return (
    <tr data-candidate={productId} data-rank={rank ?? ''}>
      <th scope="row">
        <button
          type="button"
          class="link"
          aria-label={say('openProduct', { title })}
          onClick={() => onOpen(productId)}
        >
          {title}
        </button>
        <span class="block meta">
          {say(one.kind)} · {one.language}
          {shown === undefined ? '' : ` · ${formatMoney(shown.amountMinor, shown.currency, language)}`}
        </span>
        {shown === undefined ? null : <span class="block meta">{shown.reason}</span>}
      </th>
      <td>
        {rank === null ? (
          <span class="faint">{removalWords(one, say)}</span>
        ) : (
          <strong class="good">{say('shownAt', { rank })}</strong>
        )}
      </td>
      <td>{joined.join('、') || '–'}</td>
      {sources.map(({ label, textOf }) => (
        <td class="number" key={label}>
          {textOf(scores)}
        </td>
      ))}
    </tr>
  );
}
