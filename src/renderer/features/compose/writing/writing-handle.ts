import type { WayOut } from './use-ways-out.ts';

/** What the screen's commands ask of the text that is being written. */
export interface WritingHandle {
  readonly walkProblems: (step: 1 | -1) => void;
  readonly fixProblem: () => void;
  /** One of the ways out of a text that is too long. */
  readonly takeWayOut: (way: WayOut) => void;
  readonly insertImages: (files: readonly File[]) => void;
  readonly openFind: () => void;
  readonly focus: () => void;
}
