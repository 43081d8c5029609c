"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const findings = document.getElementById("findings");
  const form = document.getElementById("filter");
  const output = document.getElementById("count");
  const keys = document.getElementById("keys");
  const rules = [...document.querySelectorAll("details.rule")];
  const FILTERS = ["q", "rule", "severity", "outcome", "state", "site", "template"];
  const PAGES_AT_ONCE = 50;
  const OPEN_UP_TO = 12;
  const words = new Intl.NumberFormat("en");

  // Elements are made node by node; page text only ever becomes a text node.
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
    for (const child of children) if (child !== null && child !== undefined) element.append(child);
    return element;
  }

  // Escapes of unseen characters, set off from the text around them.
  function text(value) {
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

  function row(list, term, value) {
    if (value) list.append(make("div", null, make("dt", null, term), make("dd", { dir: "auto" }, value)));
  }

  function excerptOf(finding) {
    if (!finding.excerpt) return null;
    return make(
      "pre",
      { class: "excerpt", dir: "auto", tabindex: "0", role: "group", "aria-label": "Raw text, the finding marked" },
      make("span", { class: "context" }, text(finding.before || "")),
      make("mark", null, text(finding.excerpt)),
      make("span", { class: "context" }, text(finding.after || "")),
    );
  }

  function relatedOf(finding) {
    if (!finding.related) return null;
    const more = finding.moreRelated ? ` and ${count(finding.moreRelated, "more page")}` : "";
    return text(finding.related.join(", ") + more);
  }

  function findingCard(finding) {
    const place = finding.line ? `line ${words.format(finding.line)}, column ${words.format(finding.column || 1)}` : "whole page";
    const list = make("dl", null);
    row(list, "Expected", finding.expected && text(finding.expected));
    row(list, "Found", finding.found && text(finding.found));
    row(list, "Fix", text(finding.fix));
    row(list, "With pages", relatedOf(finding));
    row(list, "Waived", finding.waiver && text(finding.waiver));
    row(list, "Finding", make("a", { class: "permalink", href: `#finding=${encodeURIComponent(finding.id)}` }, finding.id));
    return make(
      "article",
      { class: `finding o-${finding.outcome}`, tabindex: "-1", "data-finding": finding.id },
      make(
        "p",
        { class: "meta" },
        make("span", { class: `outcome k-${finding.outcome}` }, finding.outcome === "fail" ? "to mend" : "to look at"),
        finding.state ? make("span", { class: "outcome" }, finding.state) : null,
        make("span", { class: "place" }, place),
        finding.template ? make("span", { class: "place" }, "template ", text(finding.template)) : null,
      ),
      make("p", { class: "message", dir: "auto" }, text(finding.message)),
      finding.subject ? make("p", { class: "subject", dir: "auto" }, text(finding.subject)) : null,
      excerptOf(finding),
      list,
    );
  }

  function pageRow(page, group, open) {
    const details = make("details", { class: "page" });
    const summary = make(
      "summary",
      null,
      make("span", { class: "path" }, text(page.id)),
      page.title ? make("span", { class: "title", dir: "auto" }, text(page.title)) : null,
      page.state ? make("span", { class: "outcome" }, page.state) : null,
      make("span", { class: "numbers" }, words.format(group.length)),
    );
    const fill = () => {
      if (details.childElementCount > 1) return;
      if (page.url) {
        details.append(
          make("p", { class: "address" }, make("a", { href: page.url, rel: "noopener noreferrer nofollow", target: "_blank" }, page.url)),
        );
      }
      details.append(...group.map(findingCard));
    };
    details.append(summary);
    details.addEventListener("toggle", () => details.open && fill());
    if (open) {
      fill();
      details.open = true;
    }
    return details;
  }

  function fits(rule, finding, wanted) {
    if (wanted.finding) return finding.id === wanted.finding;
    if (wanted.severity && rule.severity !== wanted.severity) return false;
    if (wanted.outcome && finding.outcome !== wanted.outcome) return false;
    if (wanted.state && (finding.state || "new") !== wanted.state) return false;
    if (wanted.site && finding.site !== wanted.site) return false;
    if (wanted.template && finding.template !== wanted.template) return false;
    if (!wanted.q) return true;
    if (!finding.words) {
      const page = data.pages[finding.page];
      const all = [page.id, page.title, finding.id, finding.subject, finding.message, finding.excerpt, finding.expected, finding.found];
      finding.words = all.filter(Boolean).join("\n").toLowerCase();
    }
    return finding.words.includes(wanted.q.toLowerCase());
  }

  function showPages(target, groups, from, open) {
    for (const [page, group] of groups.slice(from, from + PAGES_AT_ONCE)) {
      target.append(pageRow(data.pages[page], group, open));
    }
    const next = from + PAGES_AT_ONCE;
    if (next >= groups.length) return;
    const left = groups.length - next;
    const more = make("button", { type: "button", class: "more-pages" }, `Show ${words.format(Math.min(left, PAGES_AT_ONCE))} of ${count(left, "further page")}`);
    more.addEventListener("click", () => {
      const last = target.lastElementChild.previousElementSibling;
      more.remove();
      showPages(target, groups, next, open);
      last?.nextElementSibling?.querySelector("summary").focus();
    });
    target.append(more);
  }

  function fillRule(details) {
    const target = details.querySelector(".found");
    if (target.childElementCount) return;
    const groups = new Map();
    for (const finding of details.matching) {
      if (!groups.has(finding.page)) groups.set(finding.page, []);
      groups.get(finding.page).push(finding);
    }
    showPages(target, [...groups], 0, details.matching.length <= OPEN_UP_TO);
  }

  function wantedNow() {
    const wanted = Object.fromEntries(FILTERS.map((name) => [name, form.elements[name].value.trim()]));
    wanted.finding = form.dataset.finding || "";
    return wanted;
  }

  function apply() {
    const wanted = wantedNow();
    const filtered = Object.values(wanted).some(Boolean);
    let shown = 0;
    let all = 0;
    let counted = 0;
    for (const details of rules) {
      const rule = data.rules[details.dataset.rule];
      const other = wanted.rule && wanted.rule !== details.dataset.rule && !wanted.finding;
      details.matching = other ? [] : rule.findings.filter((finding) => fits(rule, finding, wanted));
      details.querySelector(".found").replaceChildren();
      details.hidden = filtered && !details.matching.length;
      details.querySelector(".matches").textContent = filtered
        ? `${words.format(details.matching.length)} of ${words.format(rule.count)}`
        : words.format(rule.count);
      shown += details.matching.length;
      all += rule.findings.length;
      counted += rule.count;
      if (details.open) fillRule(details);
    }
    document.getElementById("none").hidden = shown > 0 || !filtered;
    const of = counted > all ? `${words.format(all)} shown of ${count(counted, "finding")}` : count(all, "finding");
    output.textContent = filtered ? `${words.format(shown)} fit, of ${of}` : of;
    form.querySelector("[type=reset]").disabled = !filtered;
    return shown;
  }

  function keepInAddress() {
    const wanted = wantedNow();
    const parts = new URLSearchParams();
    for (const [name, value] of Object.entries(wanted)) if (value) parts.set(name, value);
    const hash = parts.toString().replaceAll("+", "%20");
    if (hash !== location.hash.slice(1)) history.replaceState(null, "", hash ? `#${hash}` : "#");
  }

  function readAddress(jump) {
    if (location.hash.length > 1 && !location.hash.includes("=")) return;
    const parts = new URLSearchParams(location.hash.slice(1).replaceAll("+", "%2B"));
    for (const name of FILTERS) {
      form.elements[name].value = parts.get(name) || "";
      if (form.elements[name].value !== (parts.get(name) || "")) form.elements[name].value = "";
    }
    form.dataset.finding = parts.get("finding") || "";
    apply();
    if (!jump || location.hash.length < 2) return;
    const first = rules.filter((details) => !details.hidden);
    if (first.length === 1) {
      first[0].open = true;
      fillRule(first[0]);
    }
    findings.scrollIntoView();
    const target = form.dataset.finding ? findings.querySelector("article.finding") : first[0]?.querySelector("summary");
    target?.focus({ preventScroll: !form.dataset.finding });
  }

  const outside = (element) => (element.tagName === "SUMMARY" ? element.parentElement.parentElement : element.parentElement);

  function rowsNow() {
    return [...findings.querySelectorAll("#rules summary, #rules article.finding")].filter(
      (element) => !element.closest("[hidden]") && !outside(element).closest("#rules details:not([open])"),
    );
  }

  let current = null;
  function go(element) {
    if (!element) return;
    current = element;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "nearest" });
  }

  function step(rows, by) {
    const at = rows.indexOf(current);
    if (at >= 0) return go(rows[at + by]);
    if (!current || !current.isConnected) return go(rows[by > 0 ? 0 : rows.length - 1]);
    const after = rows.findIndex((row) => current.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING);
    go(by > 0 ? rows[after] : rows[(after < 0 ? rows.length : after) - 1]);
  }

  function openAll() {
    const seen = rules.filter((details) => !details.hidden);
    const open = !seen.every((details) => details.open);
    for (const details of seen) details.open = open;
    document.querySelector("[data-key=o]").textContent = open ? "Close all" : "Open all";
  }

  const ACTIONS = {
    j: () => step(rowsNow(), 1),
    k: () => step(rowsNow(), -1),
    "]": () => step(rules.filter((details) => !details.hidden).map((details) => details.querySelector("summary")), 1),
    "[": () => step(rules.filter((details) => !details.hidden).map((details) => details.querySelector("summary")), -1),
    u: () => go(current && outside(current).closest("#rules details")?.querySelector("summary")),
    o: openAll,
    "/": () => form.elements.q.focus(),
    "?": () => keys.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
    if (event.target.closest("input, select, textarea")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const action = ACTIONS[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
  document.getElementById("tools").addEventListener("click", (event) => {
    const button = event.target.closest("[data-key]");
    if (button) ACTIONS[button.dataset.key]();
  });
  findings.addEventListener("focusin", (event) => {
    const element = event.target.closest("#rules summary, #rules article.finding");
    if (element) current = element;
  });
  for (const details of rules) details.addEventListener("toggle", () => details.open && fillRule(details));
  form.addEventListener("submit", (event) => event.preventDefault());
  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      form.dataset.finding = "";
      apply();
      keepInAddress();
    }, 80);
  });
  form.addEventListener("reset", () => {
    form.dataset.finding = "";
    setTimeout(() => {
      apply();
      keepInAddress();
    });
  });
  addEventListener("hashchange", () => readAddress(true));

  form.hidden = false;
  document.getElementById("tools").hidden = false;
  readAddress(true);
})();
