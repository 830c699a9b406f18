import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { History } from '../api/contract';
import type { ChartSpec } from './charts';
import { chartOptions } from './chartOptions';
import { shownSeconds } from './history';

interface Props {
  chart: ChartSpec;
  history: History;
  label: string;
  onPoint: (index: number | null) => void;
}

const dark = window.matchMedia('(prefers-color-scheme: dark)');

/** The chart's drawing. It follows the width of its box and the colour scheme; its figures are shown beside it as text. */
export function LineChart({ chart, history, label, onPoint }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const data = useRef<uPlot.AlignedData>([[]]);
  data.current = [history.times, ...chart.lines.map(line => history[line.name])];

  useEffect(() => {
    const element = box.current!;
    const create = () => {
      plot.current?.destroy();
      plot.current = new uPlot(chartOptions(chart, element, onPoint), data.current, element);
      showLatest(plot.current, data.current);
    };
    create();
    const sizes = new ResizeObserver(() => plot.current?.setSize({ width: element.clientWidth, height: element.clientHeight }));
    sizes.observe(element);
    dark.addEventListener('change', create);
    return () => {
      sizes.disconnect();
      dark.removeEventListener('change', create);
      plot.current?.destroy();
      plot.current = null;
    };
  }, [chart]);
  useEffect(() => {
    if (plot.current) showLatest(plot.current, data.current);
  }, [history]);
  return <div class="chart" role="img" aria-label={label} ref={box} />;
}

function showLatest(plot: uPlot, data: uPlot.AlignedData): void {
  const last = data[0].at(-1) ?? Date.now() / 1000;
  plot.batch(() => {
    plot.setData(data, false);
    plot.setScale('x', { min: last - shownSeconds, max: last });
  });
}
