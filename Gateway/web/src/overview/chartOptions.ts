import uPlot from 'uplot';
import type { ChartSpec } from './charts';

const font = '11px system-ui, sans-serif';
const minuteSplits = [60, 180, 300, 900];

/** Returns a chart's options, in the current colours of its box. */
export function chartOptions(chart: ChartSpec, box: HTMLElement, onPoint: (index: number | null) => void): uPlot.Options {
  const style = getComputedStyle(box);
  const color = (name: string) => style.getPropertyValue(name).trim();
  const axis = { font, stroke: color('--muted'), ticks: { show: false } };
  return {
    width: box.clientWidth,
    height: box.clientHeight,
    padding: [8, 4, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 6 }, sync: { key: 'overview' } },
    // Never below zero, never flat at the bottom, and with headroom above the maximum.
    scales: { x: { time: true }, y: { range: (_, __, max) => [0, max > 0 ? max * 1.1 : 1] } },
    axes: [
      { ...axis, size: 22, gap: 4, incrs: minuteSplits, space: 56, grid: { show: false }, values: (_, times) => times.map(formatMinute) },
      {
        ...axis, size: 52, gap: 6, space: 28, grid: { stroke: color('--grid'), width: 1 },
        values: (_, values) => values.map(value => chart.axis(value)),
      },
    ],
    series: [
      {},
      ...chart.lines.map(line => {
        const stroke = color(`--line-${line.color}`);
        return {
          label: line.label, stroke, width: 1.5, points: { show: false },
          ...(line.isDashed ? { dash: [5, 3] } : {}),
          ...(chart.lines.length === 1 ? { fill: `${stroke}1f` } : {}),
        };
      }),
    ],
    hooks: { setCursor: [plot => onPoint(plot.cursor.left != null && plot.cursor.left >= 0 ? plot.cursor.idx ?? null : null)] },
  };
}

function formatMinute(unixSeconds: number): string {
  const date = new Date(unixSeconds * 1000);
  return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;
}
