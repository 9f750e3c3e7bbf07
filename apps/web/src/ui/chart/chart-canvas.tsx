import { useEffect, useRef } from "react";
import UPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { ChartData } from "./chart.ts";
import { chartOptions, toPlotData } from "./chart-options.ts";

interface ChartCanvasProps extends ChartData {
  /** Called with the index of the slice under the pointer. undefined: no slice is under the pointer. */
  onHover: (slice: number | undefined) => void;
  onSelect: ((slice: number) => void) | undefined;
}

/** Draws the chart with uPlot, in the size of its container and the colors of the theme. */
export function ChartCanvas({ onHover, onSelect, ...chart }: ChartCanvasProps) {
  const element = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot>(undefined);
  // uPlot keeps the callbacks that it was created with, so the callbacks read the latest props from this ref.
  const latest = useRef({ chart, onHover, onSelect });
  useEffect(() => {
    latest.current = { chart, onHover, onSelect };
  });

  const shape = `${chart.variant} ${chart.sliceSeconds} ${chart.series.map(({ label }) => label).join()}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new shape needs a new plot; the next effect updates its data
  useEffect(() => {
    const box = element.current;
    if (!box) return;
    const point = (slice: number | undefined) => latest.current.onHover(slice);
    const made = new UPlot(chartOptions(latest.current.chart, box, point), toPlotData(latest.current.chart), box);
    plot.current = made;
    made.over.addEventListener("click", () => {
      const slice = made.cursor.idx;
      if (slice !== null && slice !== undefined) latest.current.onSelect?.(slice);
    });
    const resized = new ResizeObserver(() => made.setSize({ width: box.clientWidth, height: box.clientHeight }));
    resized.observe(box);
    // Draws again after a change of the theme, because uPlot reads the colors when it draws.
    const recolored = new MutationObserver(() => made.redraw());
    recolored.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => {
      resized.disconnect();
      recolored.disconnect();
      made.destroy();
      plot.current = undefined;
    };
  }, [shape]);

  const { times, series } = chart;
  // biome-ignore lint/correctness/useExhaustiveDependencies: times and series are the plotted data
  useEffect(() => {
    plot.current?.setData(toPlotData(latest.current.chart));
  }, [times, series]);

  return <div ref={element} className={`h-full w-full ${onSelect ? "cursor-pointer" : ""}`} />;
}
