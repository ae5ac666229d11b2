import type { Examined, Finding } from './finding.ts';
import { INVARIANTS, sentenceOf, type InvariantId } from './words.ts';

/** What was found of one invariant, by all checks of it together. */
export type ReportLine = {
  readonly invariant: InvariantId;
  readonly promise: string;
  /** What was looked at, with the number of each. */
  readonly looked: readonly { readonly what: string; readonly count: number }[];
  readonly findings: readonly (Finding & { readonly sentence: string })[];
};

export type Report = {
  /** Whose data it is, for people. */
  readonly of: string;
  readonly ok: boolean;
  readonly lines: readonly ReportLine[];
};

const ORDER = Object.keys(INVARIANTS) as InvariantId[];

/** Gathers checks into one line for each invariant, in the order of the list. `ok`: no error; warnings leave it so. */
export function reportOf(of: string, examined: readonly Examined[]): Report {
  const lines = ORDER.toSorted((a, b) => rank(a) - rank(b)).flatMap((invariant) => {
    const own = examined.filter((each) => each.invariant === invariant);
    if (own.length === 0) return [];
    const looked = new Map<string, number>();
    for (const { what, looked: count } of own) looked.set(what, (looked.get(what) ?? 0) + count);
    const findings = own.flatMap((each) => each.findings).map((finding) => ({ ...finding, sentence: sentenceOf(finding.key, finding.values) }));
    return [{ invariant, promise: INVARIANTS[invariant], looked: [...looked].map(([what, count]) => ({ what, count })), findings }];
  });
  return { of, ok: lines.every((line) => line.findings.every((finding) => finding.level !== 'error')), lines };
}

function rank(invariant: string): number {
  return invariant === 'audit' ? Number.MAX_SAFE_INTEGER : Number(invariant);
}

/** How many findings of one invariant are printed; the rest are counted. */
const PRINTED = 20;

/** Of the protocol's list, what only the simulation can decide, as no table says who waited for what. */
const UNDECIDABLE = ['18'];

/** The report as people read it, without a line break at its end. A dash stands where there was nothing to look at. */
export function reportText(report: Report): string {
  const lines = [report.of, ''];
  for (const { invariant, promise, looked, findings } of report.lines) {
    const errors = findings.filter((finding) => finding.level === 'error').length;
    const nothing = looked.every(({ count }) => count === 0);
    const mark = errors > 0 ? '✗' : findings.length > 0 ? '!' : nothing ? '–' : '✓';
    const counts = looked.map(({ what, count }) => `${count} ${what}`).join(', ');
    lines.push(`${mark} ${invariant.padStart(2)}  ${promise} (${counts})`);
    for (const { subject, sentence } of findings.slice(0, PRINTED)) lines.push(`        ${subject}: ${sentence}`);
    if (findings.length > PRINTED) lines.push(`        … and ${findings.length - PRINTED} more`);
  }
  const wrong = report.lines.filter((line) => line.findings.some((finding) => finding.level === 'error')).map((line) => line.invariant);
  const here = new Set<string>(report.lines.map((line) => line.invariant));
  const elsewhere = [...ORDER, ...UNDECIDABLE].filter((invariant) => !here.has(invariant)).toSorted((a, b) => rank(a) - rank(b));
  if (elsewhere.length > 0) lines.push('', `Not looked at here: ${elsewhere.join(', ')}.`);
  lines.push('', wrong.length === 0 ? 'All is well.' : `Something is wrong: ${wrong.join(', ')}.`);
  return lines.join('\n');
}
