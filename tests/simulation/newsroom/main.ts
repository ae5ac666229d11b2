import { parseArgs } from 'node:util';
import { addFloors, noFloors } from './floors.ts';
import { runSchedule } from './run.ts';
import { scheduleOf } from './schedule.ts';

const { values } = parseArgs({ options: { from: { type: 'string', default: '1' }, seeds: { type: 'string', default: '100' }, steps: { type: 'string', default: '300' }, seed: { type: 'string' }, mutant: { type: 'string' }, trace: { type: 'boolean', default: false } } });
const from = Number(values.seed ?? values.from);
const count = values.seed === undefined ? Number(values.seeds) : 1;
if (values.mutant !== undefined) (globalThis as { planted?: string }).planted = values.mutant;
const sum = noFloors();
const started = performance.now();
let bad = 0;
for (let seed = from; seed < from + count; seed += 1) {
  const outcome = await runSchedule(scheduleOf(seed, Number(values.steps)), values.trace ? (line) => console.log(line) : null);
  addFloors(sum, outcome.floors);
  if (outcome.violation !== null) {
    bad += 1;
    console.log(`seed ${seed} at step ${outcome.at}: ${outcome.violation}`);
    if (bad > 8) break;
  } else if (count === 1) console.log(outcome.digest);
}
console.log(JSON.stringify({ ...sum, rejections: Object.fromEntries(sum.rejections), refusals: Object.fromEntries(sum.refusals) }, null, 1), `${((performance.now() - started) / count).toFixed(1)} ms per seed, cpu ${(process.cpuUsage().user / 1000 / count).toFixed(1)}, ${bad} bad`);
