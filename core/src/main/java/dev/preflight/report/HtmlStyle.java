package dev.preflight.report;

/** How the page looks. */
final class HtmlStyle {
    static final String SHEET = """
            :root{--paper:#f6f7f9;--card:#fff;--ink:#1b1f24;--faint:#59636e;--line:#d8dee4;--red:#c1272d;--amber:#8a5a00;\
            --green:#1a7f37;--a:#4477aa;--b:#88aacc;\
            --c:#2f8f83}
            @media(prefers-color-scheme:dark){:root{--paper:#0f1318;--card:#181d24;--ink:#e6eaef;--faint:#9aa4b0;\
            --line:#313943;--red:#ff7b72;--amber:#e3b341;--green:#56d364;--a:#5b8fc7;--b:#34577d;--c:#4fb3a5}}
            *{box-sizing:border-box}
            body{margin:0 auto;padding:1.5rem 1rem 3rem;max-width:56rem;background:var(--paper);color:var(--ink);\
            font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
            header,article,ul,details{background:var(--card);border:1px solid var(--line);border-radius:.5rem}
            header,article{padding:1rem 1.25rem;border-left:.375rem solid var(--mood)}
            .failed{--mood:var(--red)}.warned{--mood:var(--amber)}.passed{--mood:var(--green)}
            h1,h2,h3,p,dl,dd,ol,ul{margin:0;padding:0}
            h1{font-size:1.75rem;line-height:1.25}
            h2{font-size:1rem;margin:2rem 0 .75rem}
            h3{font-size:1rem;font-weight:400}
            h3 span,li b{font-weight:600}
            .verdict{color:var(--mood);font-weight:700;letter-spacing:.04em}
            article{margin-bottom:.75rem}
            .top{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1rem}
            code{font:.8125rem/1.5 ui-monospace,monospace;color:var(--faint)}
            dl{margin-top:.5rem}
            dl div{display:grid;grid-template-columns:5rem 1fr}
            dt{color:var(--faint)}dd{grid-column:2}
            .seen dd{font:.875rem/1.6 ui-monospace,monospace}
            .origin{color:var(--faint);font-size:.875rem}
            .fix dt,.fix dd{color:var(--ink);font-weight:600}
            ul,ol{list-style:none}
            ul>li{padding:.5rem 1.25rem .5rem 1.625rem;border-top:1px solid var(--line)}
            ul>li:first-child{border-top:0}
            details{margin-top:2rem;overflow:hidden}
            summary{padding:.75rem 1.25rem .75rem 1.625rem;font-weight:600;cursor:pointer}
            .code{border:0;margin:0;font-size:.875rem;color:var(--faint)}.code summary{padding:0;text-align:right}
            .code[open]{flex-basis:100%}
            details ul{border:0;border-top:1px solid var(--line);border-radius:0}
            .rest li{display:flex;flex-wrap:wrap;align-items:center;gap:0 .75rem}.rest ol li{padding:0;border:0}
            .rest .bar{width:5rem;margin:0}.rest .rungs{margin:0;gap:0 .75rem}
            .bar{display:flex;gap:2px;height:.5rem;margin-top:.75rem;border-radius:.25rem;overflow:hidden}
            .bar i{flex:1 0 .25rem;background:var(--a)}.bar i:nth-child(3n+2){background:var(--b)}
            .bar i:nth-child(3n){background:var(--c)}
            .bar .broke{flex-basis:1rem;background:var(--mood)!important}
            .rungs{display:flex;flex-wrap:wrap;gap:0 1rem;margin-top:.25rem;font-size:.875rem;color:var(--faint)}
            .held:before{content:"";display:inline-block;width:.625rem;height:.625rem;margin-right:.375rem;\
            border-radius:2px;background:var(--a)}
            .held:nth-child(3n+2):before{background:var(--b)}.held:nth-child(3n):before{background:var(--c)}
            .rungs .broke{color:var(--mood)}
            @media(max-width:30rem){dl div{display:block;margin-top:.25rem}dt{font-size:.8125rem}}
            """;

    private HtmlStyle() {}
}
