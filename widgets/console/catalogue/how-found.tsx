import { useState } from 'preact/hooks';
import type { OwnQuestion } from '../../../src/recommend/finding/wire.ts';
import { useLanguage, useSay } from '../../ui/language.ts';
import { usePress } from '../settings/use-asked.ts';
import { useCalls } from './calls-context.ts';
import { removalWords } from './removal-words.ts';
import { catalogueText } from './text.ts';

/** Which questions find a product, and at which place. */
export function HowFound({ productId }: { productId: string }) {
  const say = useSay(catalogueText);
  const language = useLanguage();
  const calls = useCalls();
  const { isBusy, refusal, press } = usePress();
  const [questions, setQuestions] = useState<readonly OwnQuestion[] | null>(null);
  const check = async () => {
    const found = await press(() => calls.ownQuestions(productId));
    if (found !== null) setQuestions(found.value.questions);
  };
  return (
    <section class="product-part" aria-label={say('howFound')}>
      <div class="part-head">
        <h3>{say('howFound')}</h3>
        <button type="button" class="small" aria-disabled={isBusy} onClick={() => void check()}>
          {say('check')}
        </button>
      </div>
      <p class="meta">{say('howFoundMore')}</p>
      <p class="wrong" role="alert">
        {refusal?.message[language]}
      </p>
      {questions === null ? null : (
        <div class="table-box">
          <table data-questions>
            <thead>
              <tr>
                <th scope="col">{say('asked')}</th>
                <th scope="col">{say('place')}</th>
              </tr>
            </thead>
            <tbody>
              {questions.map((question) => (
                <tr key={question.text}>
                  <th scope="row">
                    {question.text} <span class="meta">{say(question.from)}</span>
                  </th>
                  <td>
                    {question.rank === null ? (
                      <span class="faint">{removalWords(question, say)}</span>
                    ) : (
                      <strong class="good">{say('rank', { rank: question.rank })}</strong>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
