import {
  LegendDisplayMode,
  SortOrder,
  TooltipDisplayMode,
  VisibilityMode,
  type Dashboard as GrafanaDashboard,
  type DataSourceRef,
  type GraphFieldConfig,
  type GridPos,
  type Panel as GrafanaPanel,
} from '@grafana/schema';
import type { Options as TimeSeriesOptions } from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';

/**
 * A query of a panel and the legend of its lines; with `exemplar`, a dot for each trace that a figure names.
 */
export type Query = Readonly<{ expr: string; legend: string; exemplar?: true }>;

/** A panel; `wide` takes the whole row, `unit` is one of Grafana's. */
export type Panel = Readonly<{
  title: string;
  kind?: 'timeseries' | 'stat';
  unit: 's' | 'ms' | 'short' | 'percentunit' | 'bytes' | 'reqps';
  queries: readonly Query[];
  wide?: boolean;
  about?: string;
}>;

export type Dashboard = Readonly<{ uid: string; title: string; panels: readonly Panel[] }>;

const WIDTH = 24;
const HEIGHT = 8;
const DATASOURCE: DataSourceRef = { type: 'prometheus', uid: '${datasource}' };

/** Renders a dashboard for Grafana: two panels a row, for any Prometheus chosen on the page. */
export function grafanaJson({ uid, title, panels }: Dashboard): string {
  let [x, y] = [0, 0];
  const placed = panels.map((panel, index) => {
    const w = panel.wide === true ? WIDTH : WIDTH / 2;
    if (x + w > WIDTH) [x, y] = [0, y + HEIGHT];
    const position = { x, y, w, h: HEIGHT };
    x += w;
    return panelJson(panel, index + 1, position);
  });
  const dashboard: GrafanaDashboard = {
    uid,
    title,
    tags: ['egov'],
    timezone: 'Asia/Ho_Chi_Minh',
    schemaVersion: 39,
    editable: false,
    refresh: '30s',
    time: { from: 'now-6h', to: 'now' },
    templating: {
      list: [{ name: 'datasource', type: 'datasource', query: 'prometheus', label: 'Prometheus' }],
    },
    panels: placed,
  };
  return `${JSON.stringify(dashboard, undefined, 2)}\n`;
}

const lines: TimeSeriesOptions = {
  legend: {
    displayMode: LegendDisplayMode.Table,
    placement: 'bottom',
    showLegend: true,
    calcs: ['lastNotNull', 'max'],
  },
  tooltip: { mode: TooltipDisplayMode.Multi, sort: SortOrder.Descending },
};
const drawn: GraphFieldConfig = { fillOpacity: 8, showPoints: VisibilityMode.Never };

const panelJson = (
  { title, kind = 'timeseries', unit, queries, about = '' }: Panel,
  id: number,
  gridPos: GridPos,
): GrafanaPanel => ({
  id,
  title,
  type: kind,
  description: about,
  datasource: DATASOURCE,
  gridPos,
  fieldConfig: {
    defaults: { unit, min: 0, custom: kind === 'timeseries' ? { ...drawn } : {} },
    overrides: [],
  },
  options: kind === 'timeseries' ? { ...lines } : { reduceOptions: { calcs: ['lastNotNull'] } },
  targets: queries.map(({ expr, legend, exemplar }, index) => ({
    refId: String.fromCharCode(65 + index),
    datasource: DATASOURCE,
    expr,
    legendFormat: legend,
    ...(exemplar ? { exemplar } : {}),
  })),
});
