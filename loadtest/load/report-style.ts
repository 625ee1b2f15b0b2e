/** The style of a report, part of the page. */
export const reportStyle = `body{font:16px/1.5 system-ui,sans-serif;max-width:760px;margin:24px auto;
padding:0 16px;color:#0b0c0c}
h1{margin-bottom:0}table{border-collapse:collapse;width:100%;margin:12px 0}
td,th{text-align:left;padding:4px 8px;border-bottom:1px solid #b1b4b6}
td.n{text-align:right;font-variant-numeric:tabular-nums}.kept{color:#00703c}
.broken{color:#d4351c;font-weight:bold}figure{margin:16px 0}figcaption{font-weight:bold}
svg{width:100%;height:auto}.grid{stroke:#dee0e2}.mark{stroke:#d4351c;stroke-dasharray:3 3}
text{font-size:11px;fill:#505a5f}.value{text-anchor:end;dominant-baseline:middle}
.time{text-anchor:middle}.legend span{margin-right:14px}
.legend i{display:inline-block;width:10px;height:10px;margin-right:5px}.good{color:#00703c}
.bad{color:#d4351c}`;
