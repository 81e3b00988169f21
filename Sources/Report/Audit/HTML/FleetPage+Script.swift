extension FleetPage {
    /// The script sorts by the heads of the table and filters by the fields above it; the page can be read without.
    ///
    /// It makes no markup out of text, and the policy forbids everything that is not in it.
    static let script = """

        (() => {
          'use strict';
          const table = document.getElementById('fleet');
          const form = document.getElementById('filter');
          const body = table.tBodies[0];
          const rows = Array.from(body.rows);
          const heads = Array.from(table.tHead.rows[0].cells);
          const states = ['broken', 'conflicted', 'behind', 'edited', 'in-sync'];
          const text = (row, column) => row.cells[column].textContent;
          const collator = new Intl.Collator('en', { numeric: true });

          const key = (row, column) => {
            const value = text(row, column);
            switch (heads[column].dataset.kind) {
              case 's': return states.indexOf(value);
              case 'n': return value === '?' ? null : parseFloat(value);
              default: return value;
            }
          };
          const compare = (a, b) => typeof a === 'string' ? collator.compare(a, b) : a - b;
          const sort = (column) => {
            const head = heads[column];
            const order = head.getAttribute('aria-sort') === 'ascending' ? 'descending' : 'ascending';
            heads.forEach((one) => one.removeAttribute('aria-sort'));
            head.setAttribute('aria-sort', order);
            const sign = order === 'ascending' ? 1 : -1;
            const keys = new Map(rows.map((row) => [row, key(row, column)]));
            rows.sort((a, b) => {
              const [x, y] = [keys.get(a), keys.get(b)];
              if (x === null || y === null) { return (x === null) - (y === null); }
              return sign * compare(x, y);
            });
            // All at once: a row at a time would be counted anew for each of the others.
            const sorted = document.createDocumentFragment();
            sorted.append(...rows);
            body.replaceChildren(sorted);
          };
          heads.forEach((head, column) => {
            const button = document.createElement('button');
            button.type = 'button';
            button.append(...head.childNodes);
            head.append(button);
            button.addEventListener('click', () => sort(column));
          });

          const fields = { state: 1, owner: 2, scaffold: 3 };
          for (const name of ['scaffold', 'owner']) {
            const values = new Set(rows.map((row) => text(row, fields[name])));
            for (const value of Array.from(values).filter(Boolean).sort(collator.compare)) {
              form.elements[name].append(new Option(value, value));
            }
          }
          const all = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
          const filter = () => {
            const words = form.elements.words.value.toLowerCase().split(/\\s+/).filter(Boolean);
            let shown = 0;
            for (const row of rows) {
              const fits = words.every((word) => all.get(row).includes(word)) && Object.entries(fields).every(
                ([name, column]) => !form.elements[name].value || form.elements[name].value === text(row, column));
              row.hidden = !fits;
              if (fits) { shown += 1; }
            }
            form.elements.shown.value = shown + ' of ' + rows.length;
          };
          let timer = 0;
          form.addEventListener('input', () => {
            clearTimeout(timer);
            timer = setTimeout(filter, rows.length > 2000 ? 200 : 0);
          });
          form.addEventListener('submit', (event) => event.preventDefault());
          form.hidden = false;
          filter();

          const open = () => {
            const part = document.getElementById(location.hash.slice(1));
            if (part && part.parentElement.tagName === 'DETAILS') {
              part.parentElement.open = true;
              part.parentElement.scrollIntoView();
            }
          };
          addEventListener('hashchange', open);
          open();
        })();

        """

    /// The hash that the page's policy names the script by; a test says what it should be.
    static let scriptHash = "1elDiUH3L78x8YS0X5K0ffyfUKUqFL+mCi9pKhQDVwI="
}
