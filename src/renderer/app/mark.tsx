import type { ReactNode } from 'react';

/** The mark of 소통: two voices that meet, one asking and one answering, with the word between them in the overlap. */
export function Mark({ size }: { readonly size: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" aria-hidden>
      <rect width="64" height="64" rx="14" fill="#0b50d0" />
      <path d="M14 18a6 6 0 0 1 6-6h18a6 6 0 0 1 6 6v11a6 6 0 0 1-6 6H25l-8 7v-7.6A6 6 0 0 1 14 29z" fill="#ffffff" />
      <path d="M48 24.4A6 6 0 0 1 52 30v11a6 6 0 0 1-4 5.7V54l-7.6-7H27a6 6 0 0 1-5.2-3L26 39h12c5.5 0 10-4.500 10-10z" fill="#86aff9" />
    </svg>
  );
}
