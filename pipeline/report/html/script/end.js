  form.hidden = document.getElementById("tools").hidden = !rules.length;
  readAddress(true);
})();
