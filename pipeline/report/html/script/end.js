  form.hidden = false;
  document.getElementById("tools").hidden = false;
  readAddress(true);
})();
