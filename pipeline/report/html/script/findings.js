  // The list of findings under its filter, which lives in the address.
  // Words in any order, all of them; what stands in quotes as it is written.
  function termsOf(asked) {
    return [...asked.toLowerCase().matchAll(/"([^"]+)"?|[^\s"]+/g)].map((match) => match[1] ?? match[0]);
  }

  function fits(rule, finding, wanted) {
    if (wanted.finding) return finding.id === wanted.finding;
    if (wanted.severity && severityOf(rule, finding) !== wanted.severity) return false;
    if (wanted.outcome && kindOf(rule, finding) !== wanted.outcome) return false;
    if (wanted.state && (finding.state || "new") !== wanted.state) return false;
    if (wanted.site && finding.site !== wanted.site) return false;
    if (wanted.template && finding.template !== wanted.template) return false;
    if (!wanted.q) return true;
    if (!finding.words) {
      const page = data.pages[finding.page];
      const all = [page.id, page.title, finding.id, finding.subject, finding.message, finding.excerpt, finding.expected, finding.found];
      if (finding.family) all.push(...finding.family.flatMap(([id, differs]) => [id, differs]));
      finding.words = all.filter(Boolean).join("\n").toLowerCase();
    }
    wanted.terms ||= termsOf(wanted.q);
    return wanted.terms.every((term) => finding.words.includes(term));
  }

  function fillRule(details) {
    const target = details.querySelector(".found");
    if (target.childElementCount) return;
    const rule = data.rules[details.dataset.rule];
    const groups = new Map();
    for (const finding of details.matching) {
      const group = rule.groups[finding.group || 0];
      if (!groups.has(group)) groups.set(group, []);
      groups.get(group).push(finding);
    }
    const few = details.matching.length <= OPEN_UP_TO;
    if (rule.groups.length === 1) showRows(target, byPage(details.matching), 0, (one) => pageRow(one, few));
    else showRows(target, [...groups], 0, (one) => groupRow(one, few));
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
      details.matching = other ? [] : filtered ? rule.findings.filter((finding) => fits(rule, finding, wanted)) : rule.findings;
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
    const hash = fragment(wantedNow());
    if (hash !== (location.hash || "#")) history.replaceState(null, "", hash);
  }

  // What the address asks for: a page side by side, one finding, or the list under a filter.
  function readAddress(jump) {
    if (location.hash.length > 1 && !location.hash.includes("=")) return leavePage();
    const parts = fromAddress();
    if (parts.get("page") && openPage(parts.get("page"), parts.get("finding") || "")) return;
    const back = leavePage();
    for (const name of FILTERS) {
      form.elements[name].value = parts.get(name) || "";
      if (form.elements[name].value !== (parts.get(name) || "")) form.elements[name].value = "";
    }
    form.dataset.finding = parts.get("finding") || "";
    // Coming back from a page the list is as it was left, rows open.
    if (back === null || back !== location.hash) apply();
    if (!jump || location.hash.length < 2) return;
    const first = rules.filter((details) => !details.hidden);
    if (first.length === 1) {
      first[0].open = true;
      fillRule(first[0]);
      const groups = first[0].querySelectorAll("details.group");
      if (groups.length === 1) groups[0].open = true;
    }
    if (back !== null && current?.isConnected) return go(current);
    findings.scrollIntoView();
    const target = form.dataset.finding ? findings.querySelector("article.finding") : first[0]?.querySelector("summary");
    target?.focus({ preventScroll: !form.dataset.finding });
  }
