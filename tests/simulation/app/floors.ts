/** How often what this level is about really happened: silence about faults that never came proves nothing. */
export type Happened = {
  steps: number;
  /** Steps for which there was nothing to do: a text that is not approved is not published. */
  idle: number;
  /** Words of which the app said that they are saved. */
  saves: number;
  coreKills: number;
  desktopKills: number;
  nodeKills: number;
  /** Nodes that were killed while a channel had their call. */
  killsInMidPublish: number;
  cutLines: number;
  slowRequests: number;
  droppedAnswers: number;
  /** Answers with something new in them that did not arrive. */
  droppedNews: number;
  /** Revisions of two parents in the end, and those of them that a person made. */
  merges: number;
  settledByPerson: number;
  /** Texts that were sent for review, and approvals of them, in the log. */
  sent: number;
  approvals: number;
  posts: number;
  /** Where only a person can post: what they did, and what was called off when it lay with them. */
  postedByHand: number;
  calledOffByHand: number;
  /** Publications whose outcome was unknown for a while. */
  uncertain: number;
  /** What people did that the server refused, and that lies with them. */
  refused: number;
};

/** The least of each in one schedule, on the average of a run. */
export const LEAST: Readonly<Partial<Record<keyof Happened, number>>> = {
  saves: 10, coreKills: 1, desktopKills: 1, nodeKills: 1, killsInMidPublish: 1, cutLines: 2, slowRequests: 5, droppedAnswers: 1, droppedNews: 1, merges: 0.6, sent: 5, approvals: 4, posts: 3, postedByHand: 1, calledOffByHand: 0.3, uncertain: 1, refused: 1,
};

export function nothingYet(): Happened {
  return { steps: 0, idle: 0, saves: 0, coreKills: 0, desktopKills: 0, nodeKills: 0, killsInMidPublish: 0, cutLines: 0, slowRequests: 0, droppedAnswers: 0, droppedNews: 0, merges: 0, settledByPerson: 0, sent: 0, approvals: 0, posts: 0, postedByHand: 0, calledOffByHand: 0, uncertain: 0, refused: 0 };
}

export function addUp(all: readonly Happened[]): Happened {
  const sum = nothingYet();
  for (const name of Object.keys(sum) as (keyof Happened)[]) sum[name] = all.reduce((total, each) => total + each[name], 0);
  return sum;
}

/** What happened too seldom in so many schedules, in words. */
export function tooSeldom(sum: Happened, schedules: number): readonly string[] {
  return (Object.entries(LEAST) as [keyof Happened, number][]).filter(([name, least]) => sum[name] < least * schedules).map(([name, least]) => `${name}: ${String(sum[name])}, at least ${String(Math.ceil(least * schedules))} were asked for`);
}
