  // A page side by side: the raw page, every piece marked by what became of it, and the article, linked both ways.
  const pageView = document.getElementById("page");
  const raw = document.getElementById("raw");
  const article = document.getElementById("article");
  const pieceBar = document.getElementById("piece");
  const elsewhere = ["overview", "findings", "links", "more"].map((id) => document.getElementById(id)).filter(Boolean);
  const GAPS = ["", " ", "\n", "\n\n"];
  const FAMILIES = { article: "kept", data: "data", chrome: "removed", unexplained: "unexplained" };
  const FATES = { kept: "Kept", data: "Turned into data", removed: "Removed as chrome", unexplained: "Unexplained" };
  let parsed = null;
  let listAddress = null;
  let shownPage = null;

  function sides() {
    parsed ||= JSON.parse(document.getElementById("sides").textContent);
    return parsed;
  }

  function hasSides(page) {
    return Object.hasOwn(sides().pages, page.id);
  }

  function labelOf(piece) {
    const label = sides().labels[piece[0]];
    const [family, kind] = label.split(".");
    return { family: FAMILIES[family] || "unexplained", kind: (kind || "").replaceAll("_", " "), label };
  }

  function rawPiece(piece, place, notes) {
    const { family, kind, label } = labelOf(piece);
    const tag = family === "unexplained" ? "unexplained" : family === "kept" ? "" : kind;
    const element = make(
      "span",
      { class: `p p-${family}${label === "article.heading" ? " p-heading" : ""}${notes.length ? " p-found" : ""}`, role: "button", tabindex: place ? "-1" : "0", "data-place": place },
      tag ? make("b", { class: "kind" }, tag) : null,
      text(piece[3]),
      ...notes.map((number) => make("sup", { class: "note" }, `[${number}]`)),
    );
    return element;
  }

  function drawRaw(pieces, marks, list) {
    const notes = pieces.map(() => []);
    list.forEach(({ finding }, number) => {
      const mark = marks[finding.id];
      if (mark) notes[mark[1]].push(number + 1);
    });
    const parts = document.createDocumentFragment();
    pieces.forEach((piece, place) => {
      if (place) parts.append(GAPS[piece[2]]);
      parts.append(rawPiece(piece, place, notes[place]));
    });
    raw.replaceChildren(parts);
  }

  const TEXTLESS = ["empty", "unreadable", "skipped", "timed_out", "failed"];
  const TAGS = { title: "p", heading: "h3", subheading: "h4", paragraph: "p", code: "pre", diagram: "pre", quote: "blockquote", image: "p", question: "p", answer: "p" };
  const LISTS = { field: "ul", item: "ul", numbered: "ol", source: "ol", row: "ul", link: "ul", off_topic_link: "ul" };

  function drawArticle(elements, pieces) {
    const parts = document.createDocumentFragment();
    let list = null;
    let kindBefore = "";
    for (const [kindNumber, from, own] of elements) {
      const kind = sides().kinds[kindNumber];
      const value = own === undefined ? pieces[from[0]][3].replace(/\s+/g, " ").trim() : own;
      const inner = make(
        "span",
        from.length ? { class: "e", role: "button", tabindex: "-1", "data-places": from.join(" ") } : { class: "e-free" },
        kind === "off_topic_link" ? make("b", { class: "kind" }, "off topic ✕") : null,
        text(value),
      );
      const related = kind.endsWith("link");
      if (related && !kindBefore.endsWith("link")) parts.append(make("h3", { class: "apart" }, "Related links, kept as data"));
      if (LISTS[kind]) {
        if (!list || (kind !== kindBefore && !(related && kindBefore.endsWith("link")))) {
          list = make(LISTS[kind], { class: `l-${related ? "link" : kind}` });
          parts.append(list);
        }
        list.append(make("li", { dir: "auto" }, inner));
      } else {
        list = null;
        parts.append(make(TAGS[kind] || "p", { class: `a-${kind}`, dir: "auto" }, inner));
      }
      kindBefore = kind;
    }
    if (!elements.length) parts.append(make("p", { class: "quiet" }, "This page became no article."));
    article.replaceChildren(parts);
    const first = article.querySelector(".e");
    if (first) first.tabIndex = 0;
  }

  function drawLegend(pieces) {
    const kinds = new Map();
    pieces.forEach((piece) => {
      const { family, kind } = labelOf(piece);
      const key = family === "kept" || family === "data" ? family : family === "removed" ? `removed ${kind}` : family;
      kinds.set(key, (kinds.get(key) || 0) + 1);
    });
    const order = ["kept", "data", "removed", "unexplained"];
    const sorted = [...kinds].sort((a, b) => order.indexOf(a[0].split(" ")[0]) - order.indexOf(b[0].split(" ")[0]) || b[1] - a[1]);
    const legend = document.getElementById("legend");
    legend.replaceChildren(
      ...sorted.map(([key, number]) => {
        const [family, ...kind] = key.split(" ");
        const name = kind.join(" ") || { kept: "kept", data: "data", unexplained: "unexplained" }[family];
        return make("button", { type: "button", "data-kind": key }, make("span", { class: `p p-${family}` }, name), ` ${words.format(number)}`);
      }),
    );
  }

  function findingsOf(place) {
    const list = [];
    for (const [code, rule] of Object.entries(data.rules)) {
      for (const finding of rule.findings) if (finding.page === place) list.push({ code, rule, finding });
    }
    return list.sort((a, b) => (a.finding.line || 0) - (b.finding.line || 0));
  }

  function drawFindings(list, marks) {
    const items = list.map(({ code, rule, finding }, number) => {
      const mark = marks[finding.id];
      const name = `${finding.message}`;
      const say = mark
        ? make("button", { type: "button", class: "jump", "data-mark": mark.join(" ") }, text(name))
        : make("span", null, text(name));
      return make(
        "li",
        { id: `f-${finding.id}`, "data-finding": finding.id },
        make("span", { class: "note" }, `[${number + 1}] `),
        make("code", null, code),
        " ",
        make("span", { class: "outcome" }, `${kindOf(rule, finding) === "note" ? "" : `${severityOf(rule, finding)}, `}${FATE_WORDS[kindOf(rule, finding)]}${finding.state ? `, ${finding.state}` : ""}`),
        " ",
        say,
        make("span", { class: "quiet" }, " Fix: ", text(finding.fix), ". "),
        finding.waiver ? make("span", { class: "quiet" }, "Waived: ", text(finding.waiver), ". ") : null,
        make("a", { class: "see", href: fragment({ finding: finding.id }) }, "Details"),
      );
    });
    document.getElementById("page-findings").replaceChildren(items.length ? make("ol", null, ...items) : make("p", { class: "quiet" }, "No shown finding is on this page."));
  }

  // True where the address names a page of this file.
  function openPage(id, findingId) {
    const place = data.pages.findIndex((page) => page.id === id);
    if (place < 0) return false;
    if (pageView.hidden) listAddress = listAddress ?? fragment(wantedNow());
    const page = data.pages[place];
    const found = hasSides(page) ? sides().pages[page.id] : null;
    const list = findingsOf(place);
    shownPage = place;
    document.getElementById("page-title").replaceChildren(text(page.title || page.id));
    const about = [make("code", null, text(page.id)), page.site ? make("span", null, "site ", text(page.site)) : null, page.state ? make("span", null, page.state) : null, outside(page)];
    document.getElementById("page-about").replaceChildren(...about.filter(Boolean).flatMap((part, i) => (i ? [" · ", part] : [part])));
    const marks = found ? found[2] : {};
    drawFindings(list, marks);
    const none = document.getElementById("page-none");
    none.hidden = Boolean(found);
    document.getElementById("both").hidden = !found;
    if (found) {
      drawRaw(found[0], marks, list);
      drawArticle(found[1], found[0]);
      drawLegend(found[0]);
    } else if (TEXTLESS.includes(page.state)) {
      none.replaceChildren("No text of this page could be read.");
    } else {
      none.replaceChildren("This page's text is left out to keep the file small. ", make("code", null, "dechrome page FILE --format account"), " shows it.");
    }
    pieceBar.replaceChildren("Point at a piece, or press ", make("kbd", null, "j"), ", to see what became of it and why.");
    const pages = pagesNow();
    document.getElementById("page-place").textContent = `page ${words.format(pages.indexOf(place) + 1)} of ${words.format(pages.length)} with findings`;
    for (const element of elsewhere) element.hidden = true;
    pageView.hidden = false;
    scrollTo(0, 0);
    pageView.focus({ preventScroll: true });
    const asked = document.getElementById(`f-${findingId}`);
    if (asked) {
      asked.classList.add("asked");
      asked.parentElement.scrollTop = asked.offsetTop - asked.parentElement.offsetTop - asked.parentElement.clientHeight / 3;
    }
    if (found && findingId && marks[findingId]) goToMark(marks[findingId]);
    return true;
  }

  // Back to the list; the address it had, or null when no page was open.
  function leavePage() {
    if (pageView.hidden) return null;
    pageView.hidden = true;
    for (const element of elsewhere) element.hidden = false;
    const was = listAddress;
    listAddress = null;
    shownPage = null;
    return was;
  }

  function pagesNow() {
    const wanted = wantedNow();
    wanted.finding = "";
    const places = new Set();
    for (const [code, rule] of Object.entries(data.rules)) {
      if (wanted.rule && wanted.rule !== code) continue;
      for (const finding of rule.findings) if (fits(rule, finding, wanted)) places.add(finding.page);
    }
    if (shownPage !== null) places.add(shownPage);
    return [...places].sort((a, b) => a - b);
  }

  function otherPage(by) {
    const pages = pagesNow();
    const place = pages[pages.indexOf(shownPage) + by];
    if (place !== undefined) location.hash = fragment({ page: data.pages[place].id });
  }

  function rawAt(place) {
    return raw.querySelector(`[data-place="${place}"]`);
  }

  function elementsOf(place) {
    return [...article.querySelectorAll(".e")].filter((element) => element.dataset.places.split(" ").includes(String(place)));
  }

  function light(places, elements) {
    for (const element of pageView.querySelectorAll(".on")) element.classList.remove("on");
    for (const place of places) rawAt(place)?.classList.add("on");
    for (const element of elements) element.classList.add("on");
  }

  function tell(place) {
    const piece = sides().pages[data.pages[shownPage].id][0][place];
    const { family, kind } = labelOf(piece);
    const line = piece[4] ? `, line ${words.format(piece[4])}` : "";
    pieceBar.replaceChildren(make("b", null, `${FATES[family]}${kind ? `: ${kind}` : ""}`), ` – ${sides().reasons[piece[1]]}${line}`);
  }

  function show(element) {
    if (element.dataset.place !== undefined) {
      const place = Number(element.dataset.place);
      const linked = elementsOf(place);
      light([place], linked);
      tell(place);
      return linked;
    }
    const places = element.dataset.places.split(" ").map(Number);
    light(places, [element]);
    tell(places[0]);
    return places.map(rawAt).filter(Boolean);
  }

  function near(element) {
    const box = element.closest(".raw, .article");
    const own = element.getBoundingClientRect();
    const outer = box.getBoundingClientRect();
    if (own.top < outer.top || own.bottom > outer.bottom) box.scrollTop += own.top - outer.top - outer.height / 3;
  }

  function goToPiece(element) {
    if (!element) return;
    for (const other of raw.querySelectorAll('[tabindex="0"]')) other.tabIndex = -1;
    if (element.dataset.place !== undefined) element.tabIndex = 0;
    element.focus({ preventScroll: true });
    near(element);
    element.scrollIntoView({ block: "nearest" });
  }

  function goToMark([first, last]) {
    pointedAt = null;
    goToPiece(rawAt(first));
    const places = [];
    for (let place = first; place <= last; place++) places.push(place);
    light(places, places.flatMap(elementsOf));
  }

  function stepPiece(by) {
    const all = [...raw.querySelectorAll(".p")];
    const at = all.indexOf(raw.querySelector(".p.on") || document.activeElement);
    goToPiece(all[at < 0 ? 0 : at + by]);
  }

  let pointedAt = null;
  // A pointer that rests while the page moves under it points at nothing: a jump to a finding must stay marked.
  let moved = false;
  let pointer = "";
  for (const name of ["mousemove", "mousedown"]) {
    document.addEventListener(name, (event) => {
      moved = pointer !== `${event.clientX},${event.clientY}`;
      pointer = `${event.clientX},${event.clientY}`;
    }, true);
  }
  for (const side of [raw, article]) {
    side.addEventListener("mousemove", (event) => {
      const element = event.target.closest(".p, .e");
      if (element && element !== pointedAt && moved) show((pointedAt = element));
    });
    side.addEventListener("focusin", (event) => {
      const element = event.target.closest(".p, .e");
      if (!element) return;
      const linked = show(element);
      if (linked.length) near(linked[0]);
    });
    side.addEventListener("click", (event) => {
      const element = event.target.closest(".p, .e");
      if (element) goToPiece(element);
    });
    side.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      const element = event.target.closest(".p, .e");
      const other = element && show(element)[0];
      if (!other) return;
      event.preventDefault();
      goToPiece(other);
    });
  }
  document.getElementById("page-findings").addEventListener("click", (event) => {
    const button = event.target.closest("[data-mark]");
    if (button) goToMark(button.dataset.mark.split(" ").map(Number));
  });
  document.getElementById("legend").addEventListener("click", (event) => {
    const button = event.target.closest("[data-kind]");
    if (!button) return;
    const [family, ...kind] = button.dataset.kind.split(" ");
    const pieces = sides().pages[data.pages[shownPage].id][0];
    const fitting = [...raw.querySelectorAll(".p")].filter((element) => {
      const label = labelOf(pieces[Number(element.dataset.place)]);
      return label.family === family && (!kind.length || label.kind === kind.join(" "));
    });
    const now = Number(raw.querySelector(".p.on")?.dataset.place ?? -1);
    goToPiece(fitting.find((element) => Number(element.dataset.place) > now) || fitting[0]);
    button.focus({ preventScroll: true });
  });
