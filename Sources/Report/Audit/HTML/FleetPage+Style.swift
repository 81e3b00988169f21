extension FleetPage {
    /// The style: system fonts, one column on a phone, dark where the reader's system is.
    static let style = """

        :root {
          --page: #f7f6f3; --card: #ffffff; --ink: #23262b; --soft: #5a616b; --line: #e3e0d9; --link: #1d5b88;
          --broken: #b3362b; --conflicted: #d0701c; --behind: #cfa233; --edited: #4d74ad; --in-sync: #3a8a66;
          --r1: #7aa95c; --r2: #b9ae45; --r4: #d98a3c; --r5: #c9603a; --r6: #a4453b;
          --e: #d3e0f2; --m: #f4cfca; --h: #f8d9bb; --a: #d3e9dd; --plus: #e4f2e9; --minus: #fae5e2;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #15171a; --card: #1d2024; --ink: #e7e6e2; --soft: #a7aeb8; --line: #33373d; --link: #8cc1e8;
            --broken: #e0685c; --conflicted: #e08a45; --behind: #d9b254; --edited: #7d9fd4; --in-sync: #53b08a;
            --r1: #8fbf70; --r2: #c9be5a; --r4: #e09a55; --r5: #dd7a55; --r6: #c0625a;
            --e: #2b3f5c; --m: #5a2b27; --h: #5a3c1e; --a: #234536; --plus: #1b3528; --minus: #40231f;
          }
        }
        * { box-sizing: border-box; }
        html { scroll-padding-top: 1rem; }
        body { margin: 0; background: var(--page); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; }
        header, main, footer { max-width: 76rem; margin: 0 auto; padding: 0 clamp(1rem, 4vw, 2.5rem); }
        header { padding-top: clamp(2rem, 6vw, 4rem); }
        footer { padding-top: 2rem; padding-bottom: 3rem; color: var(--soft); font-size: .875rem; }
        h1 { margin: 0; font-size: clamp(2rem, 6vw, 2.75rem); line-height: 1.15; letter-spacing: -.02em; }
        h2 { margin: 4rem 0 1.25rem; font-size: 1.5rem; letter-spacing: -.01em; }
        h3 { margin: 2.5rem 0 .75rem; font-size: 1.0625rem; }
        h4 { margin: 0 0 .5rem; font-size: .9375rem; }
        a { color: var(--link); text-underline-offset: .2em; }
        a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, summary:focus-visible,
        [tabindex]:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
        code, pre { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; font-size: .875em; }
        code { overflow-wrap: anywhere; }
        .skip { position: absolute; left: -100rem; }
        .skip:focus { left: 1rem; top: 1rem; padding: .5rem 1rem; background: var(--card); z-index: 1; }
        .kicker { margin: 0 0 .5rem; color: var(--soft); font-size: .875rem; }
        .lead { max-width: 46rem; margin: 1rem 0 1.5rem; font-size: 1.125rem; color: var(--soft); }
        nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: 0; padding: 0; list-style: none; }
        nav a { display: inline-block; padding: .25rem 0; }
        .quiet { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
        .note, .ends, .facts { color: var(--soft); font-size: .875rem; }
        .fix { display: block; color: var(--soft); font-size: .875rem; }
        .fix::before { content: "Fix: "; }

        .numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: 1.5rem; margin: 0 0 2rem; }
        .numbers div { border-top: 2px solid var(--ink); padding-top: .75rem; }
        .numbers dt { font-size: .875rem; color: var(--soft); }
        .numbers dd { margin: 0; }
        .numbers strong { display: block; font-size: 2.25rem; font-weight: 600; line-height: 1.2; letter-spacing: -.02em; }
        .numbers span { display: block; color: var(--soft); font-size: .8125rem; line-height: 1.4; }

        .charts { display: flex; flex-wrap: wrap; gap: 1.25rem; }
        figure { margin: 0; padding: 1.5rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px;
          flex: 1 1 20rem; min-width: min(100%, 20rem); }
        figure h3 { margin: 0 0 1rem; }
        figure.all { flex-basis: 100%; }
        figure .note { margin: .75rem 0 0; }
        .releases { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr)); gap: 1.75rem; }
        svg { display: block; width: 100%; }
        svg.flat { height: 1rem; border-radius: 4px; }
        svg.tall { height: 9rem; }
        .bar { fill: var(--edited); }
        .line { fill: none; stroke-width: 2.5; vector-effect: non-scaling-stroke; stroke-linejoin: round; }
        .grid { fill: none; stroke: var(--line); vector-effect: non-scaling-stroke; }
        .ends { display: flex; justify-content: space-between; margin: .25rem 0 .75rem; }
        .legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 0 0 1rem; padding: 0; list-style: none; font-size: .875rem; }
        .broken { --c: var(--broken); } .conflicted { --c: var(--conflicted); } .behind { --c: var(--behind); }
        .edited { --c: var(--edited); } .in-sync { --c: var(--in-sync); }
        .r0 { --c: var(--in-sync); } .r1 { --c: var(--r1); } .r2 { --c: var(--r2); } .r3 { --c: var(--behind); }
        .r4 { --c: var(--r4); } .r5 { --c: var(--r5); } .r6 { --c: var(--r6); }
        rect[class] { fill: var(--c, var(--edited)); }
        polyline { stroke: var(--c); }
        .state { white-space: nowrap; }
        .state::before { content: ""; display: inline-block; width: .625em; height: .625em; margin-right: .5em;
          border-radius: 50%; background: var(--c); }

        table { border-collapse: collapse; width: 100%; font-size: .875rem; font-variant-numeric: tabular-nums; }
        caption { padding: 0 0 .75rem; text-align: left; color: var(--soft); }
        th, td { padding: .5rem .75rem; text-align: left; vertical-align: top; font-weight: 400; }
        th:first-child, td:first-child { padding-left: 0; }
        thead th { color: var(--soft); font-size: .8125rem; vertical-align: bottom; }
        tbody tr { border-top: 1px solid var(--line); }
        td.n, th.n { text-align: right; }
        figure table { margin-top: 1rem; }
        figure td:last-child { padding-right: 0; }
        figure h4, figure .state { overflow-wrap: anywhere; white-space: normal; }
        figure .state.broken, figure .state.conflicted { white-space: nowrap; }
        table.under { margin: .25rem 0 0; table-layout: fixed; }
        .under th, .under td { padding: .125rem 0; text-align: center; white-space: nowrap; }
        .under tr { border: 0; }
        .under td { font-weight: 600; }
        .wide, figure { position: relative; }
        .wide { overflow-x: auto; padding-bottom: .5rem; }
        .wide > table { min-width: 36rem; }
        .wide > .map { min-width: 0; }
        section > .wide { padding: 1.25rem 1.5rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
        td.meter { width: 30%; min-width: 6rem; vertical-align: middle; }
        td.meter svg { height: .5rem; border-radius: 0; }

        .filter { display: flex; flex-wrap: wrap; align-items: end; gap: 1rem; margin: 0 0 1.25rem; }
        .filter[hidden] { display: none; }
        .filter label { display: grid; gap: .25rem; color: var(--soft); font-size: .8125rem; }
        .filter label:first-child { flex: 1 1 14rem; }
        .filter select { max-width: 15rem; }
        .filter output { padding: .5rem 0; color: var(--soft); font-size: .875rem; }
        input, select { min-height: 2.5rem; padding: .375rem .625rem; border: 1px solid var(--soft); border-radius: 6px;
          background: var(--card); color: var(--ink); font: inherit; font-size: 1rem; width: 100%; }
        th button { padding: 0; border: 0; background: none; color: inherit; font: inherit; text-align: inherit; cursor: pointer; }
        th button:hover { text-decoration: underline; text-underline-offset: .25em; }
        th[aria-sort="ascending"] button::after { content: " ↑" / ""; }
        th[aria-sort="descending"] button::after { content: " ↓" / ""; }
        th[aria-sort] { color: var(--ink); }
        /* Every row has the same columns, so that a row's place does not depend on all the others. */
        .wide > .fleet { display: block; min-width: 64rem; }
        .fleet caption, .fleet thead, .fleet tbody { display: block; }
        .fleet tr { display: grid; align-items: baseline;
          grid-template-columns: minmax(0, 4.5fr) 6.5rem minmax(0, 1.6fr) minmax(0, 2.2fr) repeat(8, 4.25rem); }
        .fleet tr[hidden] { display: none; }
        .fleet thead tr { align-items: end; }
        .fleet th, .fleet td { padding-inline: .375rem; overflow-wrap: anywhere; }
        .fleet th:first-child { padding-left: 0; }
        .fleet tbody tr:nth-child(n+301) { content-visibility: auto; contain-intrinsic-size: auto 2.4rem; }

        .map { width: auto; }
        .map th, .map td { padding: .125rem; }
        .map thead th { height: 12rem; }
        .map thead a { color: inherit; text-decoration: none; }
        .map thead span { display: block; max-height: 11rem; overflow: hidden; writing-mode: vertical-rl; transform: rotate(180deg);
          white-space: nowrap; line-height: 1.5rem; }
        .map thead th:first-child { vertical-align: bottom; }
        .map tbody th { position: sticky; left: 0; padding-right: .75rem; background: var(--card); min-width: 9rem; }
        .map small { display: block; color: var(--soft); font-size: .75rem; }
        .map td { min-width: 1.625rem; text-align: center; vertical-align: middle; font-size: .75rem; border-left: 1px solid var(--line); }
        .key { display: inline-block; width: 1.5em; text-align: center; border-radius: 3px; font-weight: 400; }
        .e { background: var(--e); } .m { background: var(--m); } .h { background: var(--h); } .a { background: var(--a); }

        details { border-top: 1px solid var(--line); }
        figure details { border: 0; }
        summary { padding: .625rem 0; cursor: pointer; overflow-wrap: anywhere; }
        summary .state { display: inline-block; min-width: 7rem; }
        #details > details:nth-of-type(n+201) { content-visibility: auto; contain-intrinsic-size: auto 2.9rem; }
        #details > details > div { padding: 0 0 1.5rem 1.25rem; }
        #details h3 { margin: 1rem 0 .25rem; font-size: .9375rem; }
        #details ul { margin: 0; padding-left: 1.25rem; font-size: .9375rem; }
        #details li { margin: .25rem 0; }
        .facts { margin: 0; overflow-wrap: anywhere; }
        b.error { color: var(--broken); } b.warning { color: inherit; } b.note { font-weight: 400; }
        pre { max-width: 100%; margin: .5rem 0 1rem; padding: .75rem 1rem; overflow-x: auto; background: var(--card);
          border: 1px solid var(--line); border-radius: 6px; line-height: 1.5; }
        ins, del { text-decoration: none; }
        ins { background: var(--plus); } del { background: var(--minus); }
        pre i { color: var(--soft); }
        @media (max-width: 40rem) {
          h2 { margin-top: 3rem; }
          figure, section > .wide { padding: 1rem; }
          .numbers { grid-template-columns: repeat(2, 1fr); gap: 1.25rem 1rem; }
          .filter { gap: .75rem; }
          .filter label:first-child { flex: 1 1 100%; }
          .filter label { flex: 1 1 28%; min-width: 0; }
          .filter select { max-width: none; }
          .wide > .fleet { min-width: 56rem; }
          .map tbody th { min-width: 7rem; max-width: 9rem; }
          .map thead th { height: 9rem; }
          .map thead span { max-height: 8rem; }
        }
        @media print {
          .filter, .skip, nav { display: none; }
          figure, tr { break-inside: avoid; }
        }

        """

    /// The hash that the page's policy names the style by; a test says what it should be.
    static let styleHash = "TS+QAn6LtGzNyCrolBildGirbk23t7Dnc+PAtABLpIw="
}
