  // Keys, each with a button that does the same.
  const summaryOutside = (element) => (element.tagName === "SUMMARY" ? element.parentElement.parentElement : element.parentElement);

  function rowsNow() {
    return [...findings.querySelectorAll("#rules summary, #rules article.finding")].filter(
      (element) => !element.closest("[hidden]") && !summaryOutside(element).closest("#rules details:not([open])"),
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
    document.getElementById("open-all").textContent = open ? "close all" : "open all";
  }

  const ruleRows = () => rules.filter((details) => !details.hidden).map((details) => details.querySelector("summary"));
  const toList = () => (location.hash = listAddress || "#");
  const IN_LIST = {
    j: () => step(rowsNow(), 1),
    k: () => step(rowsNow(), -1),
    "]": () => step(ruleRows(), 1),
    "[": () => step(ruleRows(), -1),
    u: () => go(current && summaryOutside(current).closest("#rules details")?.querySelector("summary")),
    o: openAll,
    "/": () => form.elements.q.focus(),
    "?": () => keys.showModal(),
  };
  const IN_PAGE = {
    j: () => stepPiece(1),
    k: () => stepPiece(-1),
    "]": () => otherPage(1),
    "[": () => otherPage(-1),
    u: toList,
    "/": () => {
      toList();
      setTimeout(IN_LIST["/"]);
    },
    "?": () => keys.showModal(),
  };
  const actions = () => (pageView.hidden ? IN_LIST : IN_PAGE);

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
    if (event.target.closest("input, select, textarea")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const action = actions()[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
  for (const id of ["tools", "page-tools"]) {
    document.getElementById(id).addEventListener("click", (event) => {
      const button = event.target.closest("[data-key]");
      if (button) actions()[button.dataset.key]();
    });
  }
  findings.addEventListener("focusin", (event) => {
    const element = event.target.closest("#rules summary, #rules article.finding");
    if (element) current = element;
  });
  for (const details of rules) whenOpened(details, () => fillRule(details));
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
