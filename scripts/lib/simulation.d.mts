export type Failure = { readonly seed: number; readonly step: number; readonly violation: string; readonly shrunk: readonly string[] | null };
/** Counts by name; `checks`, `rejections` and `refusals` are counts by name again. */
export type Floors = Readonly<Record<string, number | Readonly<Record<string, number>>>>;
export type SeedRun = { readonly failures: readonly Failure[]; readonly floors: Floors; readonly digests: readonly string[] };
export type MutantRun = { readonly name: string; readonly caught: { readonly seed: number; readonly step: number; readonly violation: string } | null };

export function buildSimulation(): Promise<void>;
export function runSeeds(options: { readonly from: number; readonly seeds: number; readonly steps: number; readonly processes: number; readonly mutant?: string; readonly keep?: string; readonly trace?: boolean; readonly level?: 'memory' | 'files' }): Promise<SeedRun>;
export function listMutants(): Promise<readonly { readonly name: string; readonly what: string; readonly file: string }[]>;
export function runMutants(options: { readonly names: readonly string[]; readonly seeds: number; readonly steps: number; readonly processes: number; readonly first?: Readonly<Record<string, number>> }): Promise<readonly MutantRun[]>;
export function listFloors(): Promise<Readonly<Record<string, number>>>;
export function replay(files: readonly string[]): Promise<readonly { readonly file: string; readonly mutant: string | null; readonly violation: string | null; readonly noticed: string | null }[]>;
