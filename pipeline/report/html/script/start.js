"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const findings = document.getElementById("findings");
  const form = document.getElementById("filter");
  const output = document.getElementById("count");
  const keys = document.getElementById("keys");
  const rules = [...document.querySelectorAll("details.rule")];
  const FILTERS = ["q", "rule", "severity", "outcome", "state", "site", "template"];
  const ROWS_AT_ONCE = 50;
  const OPEN_UP_TO = 12;
  const words = new Intl.NumberFormat("en");
