/** The results as a person reads them. */
import { say } from '../lib/console.mjs';

/** Which column says how many a second. */
const RATE = 3;

/** @param {readonly ReturnType<typeof import('./statistics.mjs').summarize>[]} results */
export function printTable(results) {
  const rows = results.map((each) => [
    each.name,
    figure(each.median, each.unit),
    each.p95 === undefined ? '' : figure(each.p95, each.unit),
    each.perSecond === undefined ? '' : Math.round(each.perSecond).toLocaleString('en'),
    each.ratio === undefined ? '' : `${each.ratio < 0.1 ? each.ratio.toFixed(3) : each.ratio < 10 ? each.ratio.toFixed(2) : each.ratio.toFixed(0)} x`,
    each.floor === undefined ? '' : `${each.floor.name} (${figure(each.floor.median, each.unit)})`,
  ]);
  // Of a rate only where there is one.
  const rated = results.some(({ perSecond }) => perSecond !== undefined);
  const table = [['', 'median', 'p95', 'per s', 'ratio', 'against'], ...rows].map((row) => (rated ? row : row.toSpliced(RATE, 1)));
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  const numbers = new Set(table[0].map((_, column) => column).slice(1, -1));
  let part = '';
  say();
  for (const [index, row] of table.entries()) {
    const next = results[index - 1]?.part ?? '';
    if (next !== part && part !== '') say();
    part = next;
    const cells = row.map((text, column) => (numbers.has(column) ? text.padStart(widths[column]) : text.padEnd(widths[column])));
    say(`  ${cells.join('  ')}`.trimEnd());
  }
  say();
}

function figure(value, unit) {
  const digits = value < 1 ? 3 : value < 10 ? 2 : value < 100 ? 1 : 0;
  return `${value.toFixed(digits)} ${unit}`;
}
