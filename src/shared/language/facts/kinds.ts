/** What a story's texts have to agree on. */
export const FACT_KINDS = ['date', 'time', 'measure', 'phone', 'url', 'email', 'name', 'cancelled'] as const;
export type StoryFactKind = (typeof FACT_KINDS)[number];
