/** The shapes of `Glyph.svelte`, drawn on a canvas: for the map's images. */

import { colour } from "./theme.svelte";
import type { Status } from "./types";

export const STATUSES: readonly Status[] = ["done", "under way", "announced", "possible", "denied"];
export const QUADS = [0, 1, 2, 3, 4] as const;

/** Pixels of an image; drawn twice as fine as shown, for sharp screens. */
const SIZE = 64;

export function glyphName(quad: number, status: Status): string {
  return `${quad}-${status}`;
}

export function glyphImage(quad: number, status: Status): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIZE;
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("this browser draws no canvas");
  const hue = colour(`quad-${quad}`);
  const middle = SIZE / 2;
  const ring = (radius: number, paint: string, line: number | null) => {
    pen.beginPath();
    pen.arc(middle, middle, radius, 0, 2 * Math.PI);
    if (line === null) {
      pen.fillStyle = paint;
      pen.fill();
    } else {
      pen.lineWidth = line;
      pen.strokeStyle = paint;
      pen.stroke();
    }
  };
  ring(28, colour("surface"), null);
  if (status === "done") ring(25, hue, null);
  else {
    if (status === "possible") pen.setLineDash([13, 9.5]);
    ring(22.5, hue, 6);
    pen.setLineDash([]);
    if (status === "under way") ring(14, hue, null);
    if (status === "denied") {
      pen.beginPath();
      pen.moveTo(middle - 17, middle + 17);
      pen.lineTo(middle + 17, middle - 17);
      pen.stroke();
    }
  }
  return pen.getImageData(0, 0, SIZE, SIZE);
}
