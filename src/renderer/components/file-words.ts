/** A size as people read it, to a tenth of the largest unit that fits: `12.4 MB`, in powers of 1,000 as file managers show it. */
export function sizeWords(bytes: number, language: string): string {
  const [unit, scale] = bytes >= 1e9 ? (['gigabyte', 1e9] as const) : bytes >= 1e6 ? (['megabyte', 1e6] as const) : (['kilobyte', 1e3] as const);
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 }).format(bytes / scale);
}

/** The day in the newsroom's zone as file names have it: `2026-11-27`. */
export function dayInName(timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date());
}
