import { memo, type ReactNode } from 'react';
import type { ChannelProfile } from '#shared/channels/types.ts';
import type { VariantPatch } from '#shared/contract/views.ts';
import type { VariantContent } from '#shared/domain/content.ts';
import type { ChannelId, Id, Language } from '#shared/domain/ids.ts';
import { TextField } from '../../../components/text-field.tsx';
import styles from '../compose.module.css';
import { useTexts } from '../texts.ts';
import { MediaStrip } from '../media/media-strip.tsx';

export interface VariantFieldsProps {
  readonly variant: Id;
  readonly account: Id;
  readonly profile: ChannelProfile<ChannelId>;
  readonly language: Language;
  readonly link: string;
  readonly firstComment: string;
  readonly media: VariantContent['media'];
  readonly isReadOnly: boolean;
  readonly onEdit: (patch: VariantPatch) => void;
  readonly onFiles: (files: readonly File[]) => void;
}

/** What a variant has besides its text, as far as its channel has it. A key in the text does not render it. */
export const VariantFields = memo(function VariantFields({ variant, account, profile, language, link, firstComment, media, isReadOnly, onEdit, onFiles }: VariantFieldsProps): ReactNode {
  const t = useTexts();
  return (
    <div className={styles.fields}>
      {(profile.hasLink || link !== '') && (
        <div data-field="link">
          <TextField label={t('editor.link')} hint={t('editor.linkHint')} placeholder={t('editor.linkPlaceholder')} value={link} maxLength={4_096} isReadOnly={isReadOnly} onChange={(next) => onEdit({ link: next })} />
        </div>
      )}
      {(profile.hasFirstComment || firstComment !== '') && (
        <div data-field="firstComment">
          <TextField label={t('editor.firstComment')} hint={t('editor.firstCommentHint')} rows={2} value={firstComment} maxLength={10_000} isReadOnly={isReadOnly} lang={language} onChange={(next) => onEdit({ firstComment: next })} />
        </div>
      )}
      {(!profile.richText || media.length > 0) && (
        <div data-field="media">
          <MediaStrip variant={variant} account={account} profile={profile} language={language} media={media} isReadOnly={isReadOnly} onChange={(next) => onEdit({ media: next })} onFiles={onFiles} />
        </div>
      )}
    </div>
  );
});
