import { type ReactNode, useEffect } from 'react';
import { announce } from './toast.tsx';

/** Words that change while one types: seen at once, told to assistive technology with the pace of all announcements. */
export function Told({ text, className }: { readonly text: string; readonly className: string | undefined }): ReactNode {
  useEffect(() => {
    if (text !== '') announce(text);
  }, [text]);
  return <span className={className}>{text}</span>;
}
