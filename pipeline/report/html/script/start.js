"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const findings = document.getElementById("findings");
  const form = document.getElementById("filter");
  const output = document.getElementById("count");
  const keys = document.getElementById("keys");
  const rules = [...document.querySelectorAll("details.rule")];
  const rulesOf = new Map();
  const ruleOf = (finding) => {
    if (!rulesOf.size) for (const [code, rule] of Object.entries(data.rules)) for (const one of rule.findings) rulesOf.set(one, [code, rule]);
    return rulesOf.get(finding);
  };
  const FILTERS = ["q", "rule", "severity", "outcome", "state", "site", "template"];
  const ROWS_AT_ONCE = 50;
  const OPEN_UP_TO = 12;
  const words = new Intl.NumberFormat("en");
