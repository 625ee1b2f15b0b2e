/** One line, or family of lines, of a panel: what is asked of Prometheus and how it is called; with `exemplar`, a dot for each trace that a figure names. */
export type Query = Readonly<{ expr: string; legend: string; exemplar?: true }>;

/** What a panel shows; `wide` takes the whole row. `unit` is one of Grafana's. */
export type Panel = Readonly<{ title: string; kind?: 'timeseries' | 'stat'; unit: 's' | 'ms' | 'short' | 'percentunit' | 'bytes' | 'reqps'; queries: readonly Query[]; wide?: boolean; about?: string }>;

export type Dashboard = Readonly<{ uid: string; title: string; panels: readonly Panel[] }>;

const WIDTH = 24;
const HEIGHT = 8;
const DATASOURCE = { type: 'prometheus', uid: '${datasource}' };

/** Writes a dashboard as Grafana reads it: two panels a row, from any Prometheus that is chosen on the page. */
export function grafanaJson({ uid, title, panels }: Dashboard): string {
  let [x, y] = [0, 0];
  const placed = panels.map((panel, index) => {
    const w = panel.wide === true ? WIDTH : WIDTH / 2;
    if (x + w > WIDTH) [x, y] = [0, y + HEIGHT];
    const position = { x, y, w, h: HEIGHT };
    x += w;
    return panelJson(panel, index + 1, position);
  });
  const dashboard = {
    uid, title, tags: ['egov'], timezone: 'Asia/Ho_Chi_Minh', schemaVersion: 39, editable: false, refresh: '30s', time: { from: 'now-6h', to: 'now' },
    templating: { list: [{ name: 'datasource', type: 'datasource', query: 'prometheus', label: 'Prometheus' }] },
    panels: placed,
  };
  return `${JSON.stringify(dashboard, undefined, 2)}\n`;
}

const panelJson = ({ title, kind = 'timeseries', unit, queries, about = '' }: Panel, id: number, gridPos: object) => ({
  id, title, type: kind, description: about, datasource: DATASOURCE, gridPos,
  fieldConfig: { defaults: { unit, min: 0, custom: kind === 'timeseries' ? { fillOpacity: 8, showPoints: 'never' } : {} }, overrides: [] },
  options: kind === 'timeseries' ? { legend: { displayMode: 'table', placement: 'bottom', calcs: ['lastNotNull', 'max'] }, tooltip: { mode: 'multi' } } : { reduceOptions: { calcs: ['lastNotNull'] } },
  targets: queries.map(({ expr, legend, exemplar }, index) => ({ refId: String.fromCharCode(65 + index), datasource: DATASOURCE, expr, legendFormat: legend, ...exemplar ? { exemplar } : {} })),
});
