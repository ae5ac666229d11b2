/** What the screen's commands ask of the text that is being written. */
export interface WritingHandle {
  readonly walkProblems: (step: 1 | -1) => void;
  readonly fixProblem: () => void;
  readonly insertImages: (files: readonly File[]) => void;
  readonly openFind: () => void;
  readonly focus: () => void;
}
