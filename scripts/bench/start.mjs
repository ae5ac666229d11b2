/** Part "start": from the start of the process to a screen that can be used, against an empty Electron app. */
import { measuredApp, whenShown } from './apps.mjs';
import { median } from './statistics.mjs';

const ROUNDS = 9;
const FIRST_ROUNDS = 3;
const FLOOR = 'empty Electron app';

/** The status bar as the window shows it in Korean: "연결됨", "모두 동기화됨 …". */
const ONLINE = `[...document.querySelectorAll('footer button')].some((button) => /연결됨|동기화됨/u.test(button.textContent))`;

/**
 * @param {{ env: Record<string, string | undefined>, rounds?: number, libraries: readonly { dir: string, stories: number }[],
 *   report: (text: string) => void }} context
 */
export async function measureStart({ env, rounds = ROUNDS, libraries, report }) {
  const floor = measuredApp({ kind: 'empty', env });
  const apps = [
    { name: 'start, sample newsroom', app: measuredApp({ kind: 'sotong', env }) },
    ...libraries.slice(-1).map(({ dir, stories }) => ({
      name: `start, ${stories.toLocaleString('en')} stories`,
      app: measuredApp({ kind: 'sotong', env, newsroom: dir }),
    })),
  ];
  const samples = apps.map(() => ({ values: [], floor: [], stages: [] }));
  const backend = [];
  // The first round warms up: profiles, caches of code.
  for (let round = 0; round <= rounds; round += 1) {
    report(`round ${round} of ${rounds}`);
    // One floor for each app, right before or after it.
    for (const [index, { app }] of apps.entries()) {
      const floorFirst = (round + index) % 2 === 0;
      const before = floorFirst ? await startOnce(floor) : undefined;
      const stages = {};
      const ours = await startOnce(app, { stages, backend: index === 0 ? backend : undefined });
      const after = before ?? (await startOnce(floor));
      if (round === 0) continue;
      samples[index].stages.push(stages);
      samples[index].values.push(ours);
      samples[index].floor.push(after);
    }
  }
  const first = { values: [], floor: [] };
  for (let round = 0; round < FIRST_ROUNDS; round += 1) {
    report(`first start ${round + 1} of ${FIRST_ROUNDS}`);
    floor.fresh();
    apps[0].app.fresh();
    first.floor.push(await startOnce(floor));
    first.values.push(await startOnce(apps[0].app));
  }
  const row = (name, { values, floor: of, stages = [] }) => ({
    part: 'start',
    name,
    unit: 'ms',
    values,
    floor: { name: FLOOR, values: of },
    details: Object.fromEntries(Object.keys(stages[0] ?? {}).map((stage) => [stage, median(stages.map((each) => each[stage]))])),
  });
  return [
    ...apps.map(({ name }, index) => row(name, samples[index])),
    row('first start ever, makes the sample newsroom', first),
    { part: 'start', name: 'embedded backend, from "sync now" to connected', unit: 'ms', values: backend.slice(1) },
  ];
}

/** Starts an app, waits until it can be used, and ends it. @returns {Promise<number>} ms from the start of the process */
async function startOnce(measured, { stages, backend } = {}) {
  const app = await measured.start();
  try {
    const shownAt = await measured.ready(app);
    if (stages !== undefined) Object.assign(stages, await stagesOf(app));
    if (backend !== undefined) backend.push(await connect(app));
    return shownAt - app.spawnedAt;
  } finally {
    await app.quit();
  }
}

/** When the window's page began, and when it first showed anything: ms from the start of the process. */
async function stagesOf(app) {
  const { page, paint } = await app.evaluate(`({
    page: performance.timeOrigin,
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
  })`);
  return { page: Math.round(page - app.spawnedAt), firstPaint: Math.round(page + paint - app.spawnedAt) };
}

/** What the embedded backend costs where it is first needed: from the press of "sync now" until the status bar says that there is a connection. */
async function connect(app) {
  await app.evaluate(`document.querySelector('footer button').click()`);
  const button = `[...document.querySelectorAll('[data-pane="sync"] button')].find((each) => each.textContent.includes('지금 동기화'))`;
  await app.evaluate(whenShown(button));
  const pressedAt = await app.evaluate(`(${button}.click(), performance.timeOrigin + performance.now())`);
  return (await app.evaluate(whenShown(ONLINE))) - pressedAt;
}
