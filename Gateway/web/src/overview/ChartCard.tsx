import { useState } from 'preact/hooks';
import type { History, Point } from '../api/contract';
import { Figure } from '../format/Figure';
import { formatClock } from '../format/times';
import type { ChartSpec } from './charts';
import { LineChart } from './LineChart';

interface Props {
  chart: ChartSpec;
  history: History;
  current: Point;
}

/** A chart with its current figures, or those of the point under the pointer. */
export function ChartCard({ chart, history, current }: Props) {
  const [pointedAt, pointAt] = useState<number | null>(null);
  const summary = chart.lines.map(line => `${line.label} now ${chart.format(current[line.name])}`).join(', ');
  return (
    <section class={`chart-card ${chart.isWide ? 'is-wide' : ''}`} aria-label={chart.title}>
      <header>
        <h2>{chart.title}</h2>
        <p class="chart-hint">{chart.hint}</p>
      </header>
      <dl class={`chart-figures ${chart.lines.length === 1 ? 'is-single' : ''}`}>
        {chart.lines.map(line => (
          <div key={line.name}>
            <dt class={chart.lines.length === 1 ? 'visually-hidden' : ''}>
              <span class={`swatch line-${line.color} ${line.isDashed ? 'is-dashed' : ''}`} aria-hidden="true" />{line.label}
            </dt>
            <dd><Figure name={line.name} value={current[line.name]} format={chart.format} /></dd>
          </div>
        ))}
      </dl>
      <LineChart chart={chart} history={history} label={`${chart.title}, last 15 minutes. ${summary}.`} onPoint={pointAt} />
      <p class="chart-moment" aria-hidden="true">
        {pointedAt === null || history.times[pointedAt] === undefined
          ? 'last 15 minutes'
          : `${formatClock(history.times[pointedAt])}: ${chart.lines.map(line => chart.format(history[line.name][pointedAt])).join(' · ')}`}
      </p>
    </section>
  );
}
