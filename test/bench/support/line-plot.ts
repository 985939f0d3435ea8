/** One curve: its points from left to right. */
export interface Curve {
  readonly title: string;
  readonly points: readonly (readonly [number, number])[];
}

export interface LinePlot {
  readonly title: string;
  readonly horizontal: string;
  readonly curve: Curve;
}

const width = 720;
const height = 220;
const margin = { left: 80, right: 20, top: 34, bottom: 34 };
const colour = '#1f5fa8';

/** An SVG image of plots below one another, each with axes from nought. */
export function formatLinePlots(plots: readonly LinePlot[]): string {
  const body = plots.map((plot, place) => `<g transform="translate(0 ${place * height})">${panel(plot)}</g>`);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${plots.length * height}" ` +
    `font-family="sans-serif" font-size="11"><rect width="100%" height="100%" fill="#fff"/>\n${body.join('\n')}\n</svg>\n`
  );
}

function panel({ title, horizontal, curve }: LinePlot): string {
  const right = greatest(curve.points.map(([x]) => x));
  const top = greatest(curve.points.map(([, y]) => y));
  const inner = { width: width - margin.left - margin.right, height: height - margin.top - margin.bottom };
  const across = (x: number): string => (margin.left + (x / right) * inner.width).toFixed(1);
  const down = (y: number): string => (margin.top + (1 - y / top) * inner.height).toFixed(1);
  const fractions = [0, 0.25, 0.5, 0.75, 1];
  const lines = fractions.map((part) => {
    const y = down(part * top);
    return (
      `<path d="M${margin.left} ${y}H${width - margin.right}" stroke="#ddd"/>` +
      `<text x="${margin.left - 6}" y="${y}" text-anchor="end" dominant-baseline="middle">${label(part * top)}</text>` +
      `<text x="${across(part * right)}" y="${height - margin.bottom + 14}" text-anchor="middle">${label(part * right)}</text>`
    );
  });
  const path = curve.points.map(([x, y]) => `${across(x)},${down(y)}`).join(' ');
  return (
    `<text x="${margin.left}" y="20" font-size="13">${title}: ${curve.title}</text>` +
    `<text x="${width - margin.right}" y="${height - 4}" text-anchor="end">${horizontal}</text>` +
    `${lines.join('')}<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="1.5"/>`
  );
}

/** The smallest round number that is not below any value; a quarter of it is round, too. */
function greatest(values: readonly number[]): number {
  const value = Math.max(...values, Number.MIN_VALUE);
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 1.2, 1.6, 2, 2.4, 3.2, 4, 5, 6, 8, 10].find((step) => step * power >= value) ?? 10) * power;
}

function label(value: number): string {
  if (value >= 1e6) return `${Number((value / 1e6).toFixed(2))} M`;
  return value >= 1e4 ? `${Number((value / 1e3).toFixed(2))} k` : String(Number(value.toFixed(2)));
}
