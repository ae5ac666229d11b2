/** A message that is open; `passing`: it only says what has just happened, and neither asks for anything nor warns. */
export interface OpenToast {
  readonly key: string;
  readonly passing: boolean;
}

/**
 * The messages that go for good, so that no more than `most` are open with the newest (the last). One that merely had no
 * room would come back later, and tell of what is long over; what asks or warns waits, and comes back.
 */
export function outOfRoom(open: readonly OpenToast[], most: number): readonly string[] {
  const older = open.slice(0, -1).filter(({ passing }) => passing);
  return older.slice(0, Math.max(0, open.length - most)).map(({ key }) => key);
}
