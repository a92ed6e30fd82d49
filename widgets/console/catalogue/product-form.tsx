import { useRef, useState } from 'preact/hooks';
import type { CreateProductBody, ProductPage } from '../../../src/checkout/catalog/admin/wire.ts';
import { useSay } from '../../ui/language.ts';
import { useDesk } from '../context.ts';
import { FormEnd } from '../settings/form-end.tsx';
import { usePress } from '../settings/use-asked.ts';
import { useCalls } from './calls-context.ts';
import {
  type Difference,
  type Draft,
  differencesOf,
  draftOf,
  fieldsOf,
  mergeDrafts,
  newDraft,
  troubleOf,
} from './draft.ts';
import { Fields } from './fields.tsx';
import { listChanges } from './list-changes.ts';
import { catalogueText } from './text.ts';

interface NewProps {
  readonly like: ProductPage | null;
  readonly language: string;
  readonly onCreated: (page: ProductPage) => void;
}

/** A form for what is not there yet. */
export function NewProduct({ like, language, onCreated }: NewProps) {
  const { desk } = useDesk();
  const say = useSay(catalogueText);
  const calls = useCalls();
  const pressing = usePress();
  const [draft, setDraft] = useState(() => newDraft(language, like));
  const [isTried, setTried] = useState(false);
  // Sent again after a lost answer, it makes no second product.
  const requestId = useRef(desk.deps.newId('req'));
  const trouble = troubleOf(draft);
  const create = async (status: CreateProductBody['status']) => {
    setTried(true);
    if (trouble !== null) return;
    const body = {
      ...fieldsOf(draft),
      ...{ requestId: requestId.current, status },
      ...(like === null ? {} : { translationOf: like.productId }),
    };
    const created = await pressing.press(() => calls.create(body));
    if (created === null) return;
    listChanges.tell();
    onCreated(created.value);
  };
  return (
    <form
      class="product product-form"
      onSubmit={(event) => {
        event.preventDefault();
        void create('on_sale');
      }}
    >
      <h2>{like === null ? say('addProduct') : `${say('addProduct')} · ${like.title}`}</h2>
      <Fields draft={draft} onChange={setDraft} isLanguageFixed={like !== null} />
      <div class="form-end">
        <FormEnd
          pressing={pressing}
          confirm={say('createOnSale')}
          trouble={isTried && trouble !== null ? say(...trouble) : null}
        />
        <button type="button" class="quiet" onClick={() => void create('draft')}>
          {say('createDraft')}
        </button>
      </div>
    </form>
  );
}

interface Clash {
  readonly changes: readonly Difference[];
  readonly theirs: Draft;
  readonly clashes: readonly (keyof Draft)[];
}

interface FormProps {
  readonly page: ProductPage;
  readonly onSaved: (page: ProductPage) => void;
}

/** The form of a product; what somebody else wrote meanwhile is put beside it. */
export function ProductForm({ page, onSaved }: FormProps) {
  const say = useSay(catalogueText);
  const { draft, setDraft, isChanged, clash, pressing, trouble, save } = useEditing(page, onSaved);
  return (
    <form
      class="product-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {clash === null ? null : (
        <Clashing clash={clash} onTake={(field) => setDraft({ ...draft, [field]: clash.theirs[field] })} />
      )}
      <Fields draft={draft} onChange={setDraft} isLanguageFixed={page.translations.length > 0} />
      <FormEnd
        pressing={clash === null ? pressing : { ...pressing, refusal: null }}
        confirm={say('saveProduct')}
        isReady={isChanged}
        trouble={trouble === null ? null : say(...trouble)}
      />
    </form>
  );
}

function useEditing(page: ProductPage, onSaved: FormProps['onSaved']) {
  const { desk } = useDesk();
  const say = useSay(catalogueText);
  const calls = useCalls();
  const pressing = usePress();
  const [base, setBase] = useState({ revision: page.revision, draft: draftOf(page) });
  const [draft, setDraft] = useState(base.draft);
  const [isTried, setTried] = useState(false);
  const [clash, setClash] = useState<Clash | null>(null);
  /** What I left alone is as it is there now, what I wrote stays. */
  const meet = (now: ProductPage) => {
    const theirs = draftOf(now);
    const { merged, clashes } = mergeDrafts(base.draft, draft, theirs);
    setDraft(merged);
    setBase({ revision: now.revision, draft: theirs });
    return { changes: differencesOf(base.draft, theirs), theirs, clashes };
  };
  // Written by this page itself: taken off sale, or a planned price that began.
  if (page.revision > base.revision) meet(page);
  const meetOther = async () => {
    const now = await calls.product(page.productId);
    if (!now.ok) return desk.refuse(now);
    setClash(meet(now.value));
    onSaved(now.value);
  };
  const trouble = troubleOf(draft);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(base.draft);
  const save = async () => {
    setTried(true);
    if (trouble !== null || !isChanged) return;
    const body = { ...fieldsOf(draft), revision: base.revision };
    const saved = await pressing.press(async () => {
      const answer = await calls.edit(page.productId, body);
      if (!answer.ok && answer.code === 'product_changed') await meetOther();
      return answer;
    });
    if (saved === null) return;
    const now = draftOf(saved.value);
    setBase({ revision: saved.value.revision, draft: now });
    setDraft(now);
    setClash(null);
    onSaved(saved.value);
    desk.store.set({ told: say('productSaved') });
  };
  return { draft, setDraft, isChanged, clash, pressing, trouble: isTried ? trouble : null, save };
}

function Clashing({ clash, onTake }: { clash: Clash; onTake: (field: keyof Draft) => void }) {
  const say = useSay(catalogueText);
  return (
    <div class="notice warn clash" role="alert">
      <p>{say('changedMeanwhile')}</p>
      <ul>
        {clash.changes.map(({ field, name, value }) => (
          <li key={name}>
            <strong>{say(name)}</strong> {value}
            {clash.clashes.includes(field) ? (
              <span class="row-start">
                <span>{say('clash')}</span>
                <button type="button" class="small" onClick={() => onTake(field)}>
                  {say('useTheirs')}
                </button>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  );
}
