export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How far a further window is moved from the one that it was opened in, so that both titles are seen. */
const STEP = 32;

/** Where a further window opens: as large as the other, a step to the right and down; from the corner again where it would leave the screen. */
export function besideBounds(other: Box, area: Box): Box {
  const width = Math.min(other.width, area.width);
  const height = Math.min(other.height, area.height);
  const next = { x: other.x + STEP, y: other.y + STEP };
  const fits = next.x >= area.x && next.y >= area.y && next.x + width <= area.x + area.width && next.y + height <= area.y + area.height;
  if (fits) return { ...next, width, height };
  // Of a window that fills the screen the corner is where it is itself: the further one is smaller then.
  const corner = { x: area.x, y: area.y };
  const covers = Math.abs(other.x - corner.x) < STEP && Math.abs(other.y - corner.y) < STEP;
  if (!covers) return { ...corner, width, height };
  return { x: corner.x + STEP, y: corner.y + STEP, width: Math.min(width, area.width - STEP), height: Math.min(height, area.height - STEP) };
}
