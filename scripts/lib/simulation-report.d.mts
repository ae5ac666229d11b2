import type { Failure, Floors, MutantRun } from './simulation.mjs';

export function writeReport(run: {
  readonly folder: string; readonly level: string; readonly from: number; readonly seeds: number; readonly steps: number; readonly time: number; readonly processes: number;
  readonly failures: readonly Failure[]; readonly floors: Floors; readonly least: Readonly<Record<string, number>>; readonly mutants: readonly (MutantRun & { readonly what?: string })[] | null;
}): string;
