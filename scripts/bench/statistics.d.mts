export function percentile(values: readonly number[], p: number): number;
export function median(values: readonly number[]): number;
export function pairedRatio(values: readonly number[], floors: readonly number[]): number;
