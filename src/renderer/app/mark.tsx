import type { ReactNode } from 'react';

/** The mark of 소통: a voice, and in it ㅅ, two strokes that lean on each other. The app's icon is the same (resources/icons). */
export function Mark({ size }: { readonly size: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="24 24 464 464" aria-hidden>
      <rect x="24" y="24" width="464" height="464" rx="108" fill="#0b50d0" />
      <path d="M256 92c94 0 164 64 164 146s-70 146-164 146c-17 0-33-2-49-6l-68 40c-9 5-19-3-16-13l19-62c-31-27-50-64-50-105 0-82 70-146 164-146z" fill="#ffffff" />
      <path d="M252 218l72 88" fill="none" stroke="#7aa7f8" strokeWidth="46" strokeLinecap="round" />
      <path d="M264 160c-6 60-32 110-82 146" fill="none" stroke="#0b50d0" strokeWidth="46" strokeLinecap="round" />
    </svg>
  );
}
