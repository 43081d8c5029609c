  // Accepting a finding for now: the command to copy, made from what is typed. The report itself changes nothing.
  let lastOwner = "";

  // One argument of a command: double quotes, which every shell knows, or single ones where double ones would not hold.
  function quoted(value) {
    return /["\\$`!%]/.test(value) ? `'${value.replaceAll("'", "'\\''")}'` : `"${value}"`;
  }

  // Where the browser gives no clipboard, the text is selected for the reader to copy.
  async function copy(source, said) {
    try {
      await navigator.clipboard.writeText(source.textContent);
      said.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(source);
      said.textContent = "Selected: copy it";
    }
  }

  function copyButton(source, label) {
    const said = make("span", { class: "said", role: "status" });
    const button = make("button", { type: "button", class: "copy" }, label);
    button.addEventListener("click", () => copy(source, said));
    return make("span", { class: "copying" }, button, said);
  }

  function waiveForm(finding, code) {
    if (code.startsWith("WVR")) return null;
    const details = make("details", { class: "waive" }, make("summary", null, finding.state === "waived" ? "Renew the waiver" : "Accept it for now"));
    whenOpened(details, () => {
      if (details.childElementCount > 1) return;
      const reason = make("input", { name: "reason", autocomplete: "off", placeholder: "why it may stay", value: finding.waiver || "" });
      const owner = make("input", { name: "owner", autocomplete: "off", placeholder: "who answers for it", value: lastOwner });
      const command = make("code", { class: "command" });
      const copying = copyButton(command, "Copy the command");
      const write = () => {
        copying.firstChild.disabled = !reason.value.trim();
        lastOwner = owner.value.trim();
        const asked = [`--reason ${quoted(reason.value.trim())}`, lastOwner ? `--owner ${quoted(lastOwner)}` : ""];
        command.textContent = ["dechrome waive", finding.id, ...asked].filter(Boolean).join(" ");
      };
      const fields = make("div", { class: "fields" }, make("label", null, make("span", null, "Reason"), reason), make("label", null, make("span", null, "Owner"), owner));
      fields.addEventListener("input", write);
      write();
      details.append(
        fields,
        make("p", { class: "commandline" }, command, copying),
        make("p", { class: "quiet" }, "Run it where the dataset is. It counts from the next run on, for 180 days unless ", make("code", null, "--expires"), " says otherwise; the finding stays in the data and in the reports."),
      );
    });
    return details;
  }
