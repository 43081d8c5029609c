  // One finding, and one page with its findings.
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

  // The pages of a family, each with the words that the others do not have.
  function familyOf(finding) {
    if (!finding.family) return null;
    const head = make("tr", null, ...["Page", "What differs", "Paragraphs of its own"].map((name) => make("th", { scope: "col" }, name)));
    const rows = finding.family.map(([id, differs, own, all]) => {
      const page = data.pages.find((one) => one.id === id);
      const known = page && (page.part || hasSides(page));
      return make(
        "tr",
        null,
        make("td", { class: "path" }, known ? pageLink(page, "", text(id)) : text(id)),
        make("td", { dir: "auto" }, text(differs)),
        make("td", { class: "count" }, `${words.format(own)} of ${words.format(all)}`),
      );
    });
    const left = finding.familyPages - rows.length;
    return make(
      "div",
      { class: "family", tabindex: "0", role: "group", "aria-label": "The pages and what differs" },
      make("table", null, make("thead", null, head), make("tbody", null, ...rows)),
      left > 0 ? make("p", { class: "quiet" }, `and ${count(left, "more page")}`) : null,
    );
  }

  function placeOf(finding) {
    return finding.line ? `line ${words.format(finding.line)}, column ${words.format(finding.column || 1)}` : "whole page";
  }

  // Where the page is shown side by side: here, or in the part that holds it.
  function pageLink(page, finding, label) {
    const href = (page.part || "") + fragment({ page: page.id, finding });
    return make("a", { class: "see", href }, label);
  }

  // What a reader has to do about a finding, in one word for the filter and in words for the eye.
  const FATE_WORDS = { fail: "to mend", review: "to look at", note: "note" };
  function kindOf(rule, finding) {
    return finding.outcome === "fail" && severityOf(rule, finding) === "info" ? "note" : finding.outcome;
  }

  // A finding may be less than its rule usually is.
  function severityOf(rule, finding) {
    return finding.severity || rule.severity;
  }

  function findingCard(finding) {
    const page = data.pages[finding.page];
    const [code, rule] = ruleOf(finding);
    const kind = kindOf(rule, finding);
    const list = make("dl", null);
    row(list, "Expected", finding.expected && text(finding.expected));
    row(list, "Found", finding.found && text(finding.found));
    row(list, "Fix", text(finding.fix));
    row(list, "With pages", relatedOf(finding));
    row(list, "Waived", finding.waiver && text(finding.waiver));
    row(list, "Finding", make("a", { class: "permalink", href: fragment({ finding: finding.id }) }, finding.id));
    return make(
      "article",
      { class: `finding o-${kind}`, tabindex: "-1", "data-finding": finding.id },
      make(
        "p",
        { class: "meta" },
        make("span", { class: `outcome k-${kind}` }, FATE_WORDS[kind]),
        finding.state ? make("span", { class: "outcome" }, finding.state) : null,
        make("span", { class: "place" }, placeOf(finding)),
        finding.template ? make("span", { class: "place" }, "template ", text(finding.template)) : null,
        page.part || hasSides(page) ? pageLink(page, finding.id, "See it in the page") : null,
      ),
      make("p", { class: "message", dir: "auto" }, text(finding.message)),
      finding.subject && !finding.message.includes(finding.subject) ? make("p", { class: "subject", dir: "auto" }, text(finding.subject)) : null,
      excerptOf(finding),
      familyOf(finding),
      list,
      waiveForm(finding, code),
    );
  }

  function outside(page) {
    const attributes = { href: page.url, rel: "noopener noreferrer nofollow", target: "_blank" };
    return page.url ? make("a", attributes, page.url) : null;
  }

  function pageRow([place, group], open) {
    const page = data.pages[place];
    // A family is one row: what is said of it stands where the page's title would.
    const family = group.length === 1 && group[0].family ? group[0] : null;
    const title = family ? family.message : page.title;
    const details = make("details", { class: "page" });
    const summary = make(
      "summary",
      null,
      make("span", { class: "path" }, text(page.id)),
      title ? make("span", { class: "title", dir: "auto" }, text(title)) : null,
      page.state ? make("span", { class: "outcome" }, page.state) : null,
      make("span", { class: "numbers" }, family ? count(family.familyPages, "page") : words.format(group.length)),
    );
    const fill = () => {
      if (details.childElementCount > 1) return;
      const see = page.part || hasSides(page) ? pageLink(page, "", "Raw page and article side by side") : null;
      const links = [see, outside(page)].filter(Boolean);
      if (links.length) details.append(make("p", { class: "address" }, ...links.flatMap((a, i) => (i ? [" · ", a] : [a]))));
      details.append(...group.map(findingCard));
    };
    details.append(summary);
    whenOpened(details, fill);
    if (open) {
      fill();
      details.open = true;
    }
    return details;
  }

  function byPage(list) {
    const groups = new Map();
    for (const finding of list) {
      if (!groups.has(finding.page)) groups.set(finding.page, []);
      groups.get(finding.page).push(finding);
    }
    return [...groups];
  }

  function groupName(group) {
    if (group.subject) return make("q", { dir: "auto" }, text(group.subject));
    const site = group.site ? ["site ", make("b", null, text(group.site))] : ["pages of no site"];
    const template = group.template ? [", template ", make("b", null, text(group.template))] : [];
    return make("span", null, ...site, ...template, group.template ? null : ", other findings");
  }

  // Findings with one cause: one broken template is one row.
  function groupRow([group, list], open) {
    const details = make("details", { class: "group" });
    const counted = list.length < group.findings ? `${words.format(list.length)} of ${words.format(group.findings)}` : words.format(group.findings);
    const pages = byPage(list);
    details.append(
      make(
        "summary",
        null,
        make("span", { class: "cause" }, groupName(group)),
        make("span", { class: "numbers" }, make("b", null, counted), make("span", { class: "quiet" }, ` on ${count(pages.length, "page")}`)),
      ),
    );
    const fill = () => {
      if (details.childElementCount > 1) return;
      const few = list.length <= OPEN_UP_TO;
      showRows(details, pages, 0, (one) => pageRow(one, few));
    };
    whenOpened(details, fill);
    if (open) {
      fill();
      details.open = true;
    }
    return details;
  }
