import '../settings/settings.css';
import './catalogue.css';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { useSay } from '../../ui/language.ts';
import { useDesk } from '../context.ts';
import { catalogueCalls } from './calls.ts';
import { CallsContext } from './calls-context.ts';
import { Finding } from './finding.tsx';
import { Product } from './product.tsx';
import { type Opened, ProductList } from './product-list.tsx';
import { catalogueText } from './text.ts';

/** What is sold: written, priced, put on sale, and tried as a learner would. */
export function Catalogue() {
  const { desk } = useDesk();
  const say = useSay(catalogueText);
  const [part, setPart] = useState<'products' | 'finding'>('products');
  const [opened, setOpened] = useState<Opened | null>(null);
  const calls = useMemo(() => catalogueCalls(desk.calls), [desk]);
  const open = (productId: string) => {
    setPart('products');
    setOpened({ productId });
  };
  useEffect(() => {
    if (document.activeElement === document.body)
      document.querySelector<HTMLElement>('#list-heading')?.focus();
  }, []);
  return (
    <CallsContext.Provider value={calls}>
      <section class="sheet catalogue" aria-labelledby="list-heading">
        <header class="part-head">
          <h1 id="list-heading" tabIndex={-1}>
            {say('catalogue')}
          </h1>
          <nav class="parts" aria-label={say('sections')}>
            {(['products', 'finding'] as const).map((name) => (
              <button
                key={name}
                type="button"
                class="small"
                data-part={name}
                aria-pressed={part === name}
                onClick={() => setPart(name)}
              >
                {say(name)}
              </button>
            ))}
          </nav>
        </header>
        {part === 'finding' ? (
          <Finding onOpen={open} />
        ) : (
          <div class="catalogue-columns" data-open={opened !== null}>
            <ProductList opened={opened} onOpen={setOpened} />
            {opened === null ? (
              <p class="faint catalogue-none">{say('choose')}</p>
            ) : (
              <Product key={keyOf(opened)} opened={opened} onOpen={setOpened} />
            )}
          </div>
        )}
      </section>
    </CallsContext.Provider>
  );
}

function keyOf(opened: Opened): string {
  if ('productId' in opened) return opened.productId;
  return opened.like === null ? 'new' : `new ${opened.like.productId} ${opened.language}`;
}
