import { type ReactNode, useMemo } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { costLines } from '#shared/channels/cost-lines.ts';
import { priceOf } from '#shared/channels/costs.ts';
import type { ChannelProfile } from '#shared/channels/registry.ts';
import { postsOf } from '#shared/channels/thread-posts.ts';
import { cx } from '../../../components/class-names.ts';
import { useFormats } from '../../../components/formats.ts';
import menuStyles from '../../../components/menu.module.css';
import styles from '../compose.module.css';
import { useTexts } from '../texts.ts';

/** A text has more distinct things than anybody reads. */
const SHOWN = 30;

export interface CostPopoverProps {
  readonly profile: ChannelProfile;
  readonly text: string;
  readonly over: boolean;
  /** The count in words: what is pressed to see what it is made of. */
  readonly children: ReactNode;
  /** Shows a place of the text. */
  readonly onGo: (range: { readonly start: number; readonly end: number }) => void;
}

/** The count, and on request what each thing in the text costs: an address, an emoji, a Hangul syllable; on a channel that charges, the money too. */
export function CostPopover({ profile, text, over, children, onGo }: CostPopoverProps): ReactNode {
  const t = useTexts();
  return (
    <DialogTrigger>
      <Button className={cx(styles.costButton, over ? styles.over : styles.counterUsed)}>{children}</Button>
      <Popover className={menuStyles.popover ?? ''} placement="top start" offset={6}>
        <Dialog className={styles.costs ?? ''} aria-label={t('costs.title')}>
          {({ close }) => <Costs profile={profile} text={text} onGo={(range) => { close(); onGo(range); }} />}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

/** Worked out only while it is open. */
function Costs({ profile, text, onGo }: Pick<CostPopoverProps, 'profile' | 'text' | 'onGo'>): ReactNode {
  const t = useTexts();
  const posts = useMemo(() => (profile.hasThread ? postsOf(text) : []), [profile, text]);
  return (
    <>
      <h3 className={styles.costsTitle}>{t('costs.title')}</h3>
      {posts.length > 1 ? <Posts profile={profile} text={text} posts={posts} onGo={onGo} /> : <Things profile={profile} text={text} onGo={onGo} />}
      <Price profile={profile} text={text} />
    </>
  );
}

function Things({ profile, text, onGo }: Pick<CostPopoverProps, 'profile' | 'text' | 'onGo'>): ReactNode {
  const t = useTexts();
  const { number } = useFormats();
  const lines = useMemo(() => costLines(profile, text), [profile, text]);
  return (
    <ul className={styles.costsList}>
      {lines.slice(0, SHOWN).map((line) => (
        <li key={`${line.reason}${line.each}${line.what}`} className={styles.costsLine}>
          {line.what === '' ? (
            <span>{t(line.reason === 'hangul' ? 'costs.hangul' : 'costs.plain', { count: line.times, each: number(line.each) })}</span>
          ) : (
            <Button className={styles.costsGo ?? ''} onPress={() => onGo(line)}>
              {t(`costs.name.${line.reason}`)} <span className={styles.costsWhat}>{line.what}</span>
              {line.times > 1 && ` × ${number(line.times)}`}
            </Button>
          )}
          <span className="tabular">{number(line.cost)}</span>
        </li>
      ))}
      {lines.length > SHOWN && <li className={styles.muted}>{t('costs.more', { count: lines.length - SHOWN })}</li>}
    </ul>
  );
}

/** Of a thread each post has a limit of its own. */
function Posts({ profile, text, posts, onGo }: Pick<CostPopoverProps, 'profile' | 'text' | 'onGo'> & { readonly posts: readonly { readonly start: number; readonly end: number }[] }): ReactNode {
  const t = useTexts();
  const { number } = useFormats();
  return (
    <ol className={styles.costsList}>
      {posts.map((post, index) => {
        const { used, limit, remaining } = profile.count(text.slice(post.start, post.end));
        return (
          <li key={post.start} className={styles.costsLine}>
            <Button className={styles.costsGo ?? ''} onPress={() => onGo(post)}>
              {t('preview.post', { position: index + 1, total: posts.length })}
            </Button>
            <span className={cx('tabular', remaining !== null && remaining < 0 && styles.over)}>{limit === null ? number(used) : t('variants.counter', { used: number(used), limit: number(limit) })}</span>
          </li>
        );
      })}
    </ol>
  );
}

function Price({ profile, text }: Pick<CostPopoverProps, 'profile' | 'text'>): ReactNode {
  const t = useTexts();
  const { language } = useFormats();
  const price = useMemo(() => priceOf(profile, text), [profile, text]);
  if (price === null) return null;
  const money = (dollars: number): string => new Intl.NumberFormat(language, { style: 'currency', currency: 'USD', minimumFractionDigits: 2, maximumFractionDigits: 3 }).format(dollars);
  return <p className={styles.costsPrice}>{t(price.hasLink ? 'costs.priceWithLink' : 'costs.price', { price: money(price.price.value), difference: money(price.linkDifference) })}</p>;
}
