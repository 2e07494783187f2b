/** Of the report's page. Blue and orange are told apart also by those who cannot see red or green. */
export const STYLES = `
:root{color-scheme:light dark;--page:#f5f5f2;--card:#fff;--line:#e3e2dd;--text:#1d1d1b;--quiet:#66655f;--answered:#2a6cb8;--unanswered:#dd7a1c;--other:#a5a49d;--link:#1f5a9e}
@media (prefers-color-scheme:dark){:root{--page:#151514;--card:#1e1e1c;--line:#34332f;--text:#ecebe6;--quiet:#a3a29a;--answered:#6aa5e8;--unanswered:#f0a050;--other:#74736c;--link:#8dbcf0}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:15px/1.5 system-ui,sans-serif}
main{max-width:1120px;margin:0 auto;padding:32px 20px 48px}
h1{margin:0;font-size:26px;line-height:1.25;text-wrap:balance}
h2{margin:0 0 12px;font-size:15px}
header p,footer,.none,small,.more{color:var(--quiet)}
header p{margin:4px 0 24px}
footer{margin-top:24px;font-size:13px}
small{font-size:13px}
a{color:var(--link);text-underline-offset:2px}
a:focus-visible,summary:focus-visible{outline:2px solid var(--link);outline-offset:2px}
section,.tiles>div{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:16px 18px}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;margin:0 0 12px}
.tiles dt{color:var(--quiet);font-size:13px}
.tiles dd{margin:0;font-size:26px;font-weight:600;line-height:1.3;font-variant-numeric:tabular-nums}
.tiles dd.more{font-size:13px;font-weight:400}
.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,420px),1fr));gap:12px;margin-top:12px}
.legend{display:flex;flex-wrap:wrap;gap:4px 18px;margin:0 0 12px;padding:0;list-style:none;font-size:13px;color:var(--quiet)}
.legend li::before{content:"";display:inline-block;width:10px;height:10px;margin-inline-end:6px;border-radius:2px;background:currentColor}
.legend .answered::before{background:var(--answered)}
.legend .unanswered::before{background:var(--unanswered)}
.legend .other::before{background:var(--other)}
svg{display:block;width:100%;overflow:visible}
.chart{padding-inline-end:40px;direction:ltr}
.chart text{fill:var(--quiet);font-size:12px;font-variant-numeric:tabular-nums}
.tick{text-anchor:end}
.label{text-anchor:middle}
.grid line{stroke:var(--line)}
.column{fill:transparent}
g:hover>.column{fill:var(--line);opacity:.5}
rect.answered{fill:var(--answered)}
rect.unanswered{fill:var(--unanswered)}
rect.other{fill:var(--other)}
rect.track{fill:var(--line)}
.rows{margin:0;padding:0;list-style:none}
.rows>li{padding:7px 0;border-top:1px solid var(--line);overflow-wrap:anywhere}
.rows>li:first-child{border-top:0}
.bar{display:grid;grid-template-columns:1fr auto;gap:2px 12px;vertical-align:top}
.bar b{font-weight:600;font-variant-numeric:tabular-nums}
.bar svg{grid-column:1/-1}
summary{cursor:pointer}
.rows summary{display:flex;gap:8px;list-style:none}
.rows summary::-webkit-details-marker{display:none}
.rows summary::before{content:"›";color:var(--quiet);transition:rotate .1s}
.rows details[open]>summary::before{rotate:90deg}
.rows summary .bar{flex:1}
.rows details ul{margin:6px 0 4px;padding-inline-start:34px}
.rows details>small{padding-inline-start:16px}
table{border-collapse:collapse;width:100%}
th,td{padding:7px 0;border-top:1px solid var(--line);text-align:start;vertical-align:top;font-weight:400}
tr:first-child>*{border-top:0}
th{color:var(--quiet);padding-inline-end:16px;white-space:nowrap}
.none{margin:0}
@media print{body{background:none}section{break-inside:avoid}}
`
