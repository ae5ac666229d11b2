import { useQueries } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import type { VariantRow } from '#shared/contract/views.ts';
import type { Id, Language } from '#shared/domain/ids.ts';
import { MAX_MATCHES, replacementOf } from '#shared/find/matches.ts';
import { graphemeStart } from '#shared/language/graphemes.ts';
import { Button } from '../../../components/button.tsx';
import { Checkbox } from '../../../components/choices.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { showToast } from '../../../components/toast.tsx';
import { Told } from '../../../components/told.tsx';
import { useT } from '../../../components/use-t.ts';
import { useCore } from '../../../rpc/core-client.ts';
import { queryKeys } from '../../../rpc/query-keys.ts';
import { type DraftHooks, flushDrafts, type StoryDraft, variantDraft } from '../draft/drafts.ts';
import styles from './find.module.css';
import { fieldName } from './field-name.ts';
import { lastQuery, rememberQuery } from './last-query.ts';
import { type Place, placesOf, replaceAt, type StoryText, storyTexts } from './story-texts.ts';

export interface ReplaceDialogProps {
  readonly story: StoryDraft;
  readonly rows: readonly VariantRow[];
  readonly languages: readonly Language[];
  readonly hooks: DraftHooks;
  readonly isReadOnly: boolean;
  readonly onClose: () => void;
  /** Shows a place in its text; a null variant: the common text. */
  readonly onShow: (target: { readonly variant: Id | null; readonly language: Language; readonly place: Place }) => void;
}

/** Finds in every text of the story, shows what each place would become, and replaces at those that are ticked. */
export function ReplaceDialog({ story, rows, languages, hooks, isReadOnly, onClose, onShow }: ReplaceDialogProps): ReactNode {
  const { t } = useT('find');
  const core = useCore();
  const [query, setQuery] = useState(lastQuery);
  const [replacement, setReplacement] = useState('');
  const [matchCase, setMatchCase] = useState(false);
  const [wholeWord, setWholeWord] = useState(false);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const details = useQueries({ queries: rows.map(({ id }) => ({ queryKey: queryKeys.variant(id), queryFn: () => core.variants.get({ id }) })), combine: (results) => results.flatMap(({ data }) => data ?? []) });
  const texts = useMemo(() => storyTexts(story, languages, details.map((detail) => ({ detail, draft: variantDraft(core, detail, hooks) }))), [story, languages, details, core, hooks]);
  const wanted = useDeferredValue(query);
  /** The list still shows what was looked for before: nothing of it is replaced. */
  const isBehind = wanted !== query;
  const found = useMemo(
    () => texts.map((text) => ({ text, places: placesOf(text, wanted, { matchCase, wholeWord }) })).filter(({ places }) => places.length > 0),
    [texts, wanted, matchCase, wholeWord],
  );
  const chosen = found.map(({ text, places }) => ({ text, places: places.filter(({ key }) => !left.has(key)) }));
  const count = chosen.reduce((sum, { places }) => sum + places.length, 0);
  const total = found.reduce((sum, { places }) => sum + places.length, 0);

  const tick = (keys: readonly string[], on: boolean): void => {
    setLeft((now) => {
      const next = new Set(now);
      for (const key of keys) if (on) next.delete(key);
      else next.add(key);
      return next;
    });
  };
  const replace = (): void => {
    const undo = chosen.filter(({ places }) => places.length > 0).map(({ text, places }) => replaceAt(text, places, replacement));
    void flushDrafts();
    onClose();
    showToast({
      text: t('done', { count }),
      action: {
        label: t('undo'),
        run: () => {
          for (const each of undo) each();
          void flushDrafts();
          showToast({ text: t('undone') });
        },
      },
    });
  };
  return (
    <Dialog
      title={t('title')}
      isOpen
      onClose={onClose}
      size="large"
      isDismissable={false}
      footer={
        <>
          <Told className={styles.count} text={wanted === '' ? '' : total === 0 ? t('none') : t('count', { count: total, texts: t('texts', { count: found.length }) })} />
          <Button onPress={onClose}>{t('common:action.cancel')}</Button>
          <Button variant="primary" isDisabled={count === 0 || isReadOnly || isBehind || replacement === wanted} onPress={replace}>
            {t('replace', { count })}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        <TextField
          label={t('query')}
          value={query}
          autoFocus
          onChange={(next) => {
            setQuery(next);
            rememberQuery(next);
            setLeft(new Set());
          }}
        />
        <TextField label={t('replacement')} value={replacement} onChange={setReplacement} />
        <Checkbox isSelected={matchCase} onChange={setMatchCase}>
          {t('matchCase')}
        </Checkbox>
        <Checkbox isSelected={wholeWord} onChange={setWholeWord}>
          {t('wholeWord')}
        </Checkbox>
      </div>
      <div className={styles.texts} role="group" aria-label={t('list')} aria-busy={isBehind}>
        {found.map(({ text, places }) => (
          <TextPlaces key={text.key} text={text} places={places} left={left} replacement={replacement} onTick={tick} onShow={(place) => onShow({ variant: text.kind === 'variant' ? text.row.id : null, language: text.language, place })} />
        ))}
        {found.some(({ places }) => places.length >= MAX_MATCHES) && <p className={styles.note}>{t('tooMany', { count: MAX_MATCHES })}</p>}
      </div>
    </Dialog>
  );
}

interface TextPlacesProps {
  readonly text: StoryText;
  readonly places: readonly Place[];
  readonly left: ReadonlySet<string>;
  readonly replacement: string;
  readonly onTick: (keys: readonly string[], on: boolean) => void;
  readonly onShow: (place: Place) => void;
}

function TextPlaces({ text, places, left, replacement, onTick, onShow }: TextPlacesProps): ReactNode {
  const { t } = useT('find');
  const language = t(`common:language.${text.language}`);
  const name = text.kind === 'common' ? t('common', { language }) : t('variant', { channel: t(`common:channel.${text.row.account.channel}`), language });
  const ticked = places.filter(({ key }) => !left.has(key)).length;
  const note = noteOf(text, t);
  return (
    <section aria-label={name} className={styles.text}>
      <Checkbox isSelected={ticked === places.length} isIndeterminate={ticked > 0 && ticked < places.length} onChange={(on) => onTick(places.map(({ key }) => key), on)}>
        <strong>{name}</strong> <span className={styles.note}>{places.length}</span>
      </Checkbox>
      {note !== null && <p className={styles.note}>{note}</p>}
      <ul className={styles.places}>
        {places.map((place) => (
          <PlaceRow key={place.key} place={place} language={text.language} isTicked={!left.has(place.key)} replacement={replacement} onTick={(on) => onTick([place.key], on)} onShow={() => onShow(place)} />
        ))}
      </ul>
    </section>
  );
}

function noteOf(text: StoryText, t: ReturnType<typeof useT<'find'>>['t']): string | null {
  if (text.kind === 'common') return text.followers > 0 ? t('follows', { count: text.followers }) : null;
  const { status } = text.row.status;
  if (status === 'approved' || status === 'scheduled') return t('voids');
  return status === 'in-review' ? t('voidsReview') : null;
}

/** How much is shown before and after a place (UTF-16 units). */
const AROUND = 24;

function PlaceRow({ place, language, isTicked, replacement, onTick, onShow }: { readonly place: Place; readonly language: Language; readonly isTicked: boolean; readonly replacement: string; readonly onTick: (on: boolean) => void; readonly onShow: () => void }): ReactNode {
  const { t } = useT('find');
  const { text, match, field } = place;
  const { text: put, takes } = replacementOf(match, replacement);
  const end = match.end + takes;
  const before = oneLine(text.slice(graphemeStart(text, Math.max(0, match.start - AROUND)), match.start));
  const after = oneLine(text.slice(end, graphemeStart(text, Math.min(text.length, end + AROUND))));
  const word = text.slice(match.start, end);
  const label = t('place', { field: fieldName(field, t), before, word, after });
  return (
    <li className={styles.place}>
      <Checkbox isSelected={isTicked} onChange={onTick} aria-label={label}>
        <span className={styles.note}>{fieldName(field, t)}</span>{' '}
        <span lang={language}>
          {before}
          {isTicked ? <del>{word}</del> : <mark className={styles.kept}>{word}</mark>}
          {isTicked && put !== '' && (
            <ins>
              <span className="visually-hidden"> {t('replaced')} </span>
              {put}
            </ins>
          )}
          {after}
        </span>
      </Checkbox>
      <Button size="small" variant="quiet" aria-label={t('showOf', { place: label })} onPress={onShow}>
        {t('show')}
      </Button>
    </li>
  );
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ');
}
