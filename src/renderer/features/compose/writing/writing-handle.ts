import type { AssetView } from '#shared/contract/views.ts';
import type { TextField } from '#shared/find/fields.ts';
import type { TextRange } from '#shared/language/ranges.ts';
import type { Place } from '../facts/places.ts';
import type { InsertItem } from '../insert/items.ts';
import type { WayOut } from './use-ways-out.ts';

/** What the screen's commands ask of the text that is being written. */
export interface WritingHandle {
  readonly walkProblems: (step: 1 | -1) => void;
  /** Shows the first problem that keeps it from review. */
  readonly showError: () => void;
  readonly fixProblem: () => void;
  /** One of the ways out of a text that is too long. */
  readonly takeWayOut: (way: WayOut) => void;
  readonly insertImages: (files: readonly File[]) => void;
  /** Puts a file of the workspace in. */
  readonly insertAsset: (asset: AssetView) => void;
  /** Puts it where the caret is. */
  readonly insertItem: (item: InsertItem) => void;
  readonly openFind: () => void;
  /** How long the text is, or what is selected of it, in words. */
  readonly measures: () => string;
  /** Puts the focus on words of one of its fields. */
  readonly show: (field: TextField, range: TextRange) => void;
  /** Selects the quoted words where they stand now, and goes there. */
  readonly showPlace: (place: Pick<Place, 'start' | 'text'>) => void;
  readonly focus: () => void;
}
