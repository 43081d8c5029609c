  // Elements are made node by node; page text only ever becomes a text node.
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value !== null && value !== undefined) element.setAttribute(name, value);
    }
    for (const child of children) if (child !== null && child !== undefined) element.append(child);
    return element;
  }

  // Escapes of unseen characters, set off from the text around them.
  function text(value) {
    if (!value.includes("⟨U+")) return document.createTextNode(value);
    const parts = document.createDocumentFragment();
    for (const piece of value.split(/(⟨U\+[0-9A-F]{4,6}⟩)/)) {
      if (/^⟨U\+[0-9A-F]{4,6}⟩$/.test(piece)) parts.append(make("span", { class: "unprintable" }, piece));
      else if (piece) parts.append(piece);
    }
    return parts;
  }

  function count(number, one, many) {
    return `${words.format(number)} ${number === 1 ? one : many || one + "s"}`;
  }

  // The address of a view: a fragment with the filter, the page or the finding.
  function fragment(values) {
    const parts = new URLSearchParams();
    for (const [name, value] of Object.entries(values)) if (value) parts.set(name, value);
    return `#${parts.toString().replaceAll("+", "%20")}`;
  }

  function fromAddress() {
    return new URLSearchParams(location.hash.slice(1).replaceAll("+", "%2B"));
  }

  // The toggle event comes late; whoever types fast must find the rows there already.
  function whenOpened(details, fill) {
    details.querySelector("summary").addEventListener("click", () => fill());
    details.addEventListener("toggle", () => details.open && fill());
  }

  // Rows come in portions; a button shows the next.
  function showRows(target, rows, from, draw) {
    for (const row of rows.slice(from, from + ROWS_AT_ONCE)) target.append(draw(row));
    const next = from + ROWS_AT_ONCE;
    if (next >= rows.length) return;
    const left = rows.length - next;
    const label = `Show ${words.format(Math.min(left, ROWS_AT_ONCE))} of ${count(left, "further row")}`;
    const more = make("button", { type: "button", class: "more-pages" }, label);
    more.addEventListener("click", () => {
      const last = more.previousElementSibling;
      more.remove();
      showRows(target, rows, next, draw);
      last?.nextElementSibling?.querySelector("summary")?.focus();
    });
    target.append(more);
  }
