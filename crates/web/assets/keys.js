// What an agency does with its secret key, in its own browser: make a pair, open what is sealed,
// wrap anew, split and join. The key file and its passphrase are read here and sent nowhere: their
// fields have no names. Nothing is stored; what was opened goes from the page after five minutes
// and when the page is left.

import * as vault from "./vault.js";

const SHOWN_MS = 5 * 60 * 1000;
const words = document.getElementById("vault-texts")?.dataset ?? {};

/** A text of the page, with its values. */
function say(key, values = {}) {
  return (words[key] ?? key).replace(/%(\w+)/g, (_, name) => values[name] ?? "");
}

function explain(error) {
  const known = {
    "not-a-key": "notAKey",
    passphrase: "wrongPassphrase",
    "other-key": "otherKey",
    damaged: "damaged",
    "no-file": "noFile",
    "short-passphrase": "shortPassphrase",
    different: "different",
    "too-little": "tooLittle",
  };
  return say(known[error.reason] ?? "failed");
}

function refuse(reason) {
  throw new vault.VaultError(reason);
}

function download(name, body, type = "text/plain;charset=utf-8") {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([body], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function textOf(input) {
  const file = input.files?.[0];
  if (!file) refuse("no-file");
  if (file.size > 16_384) refuse("not-a-key");
  return file.text();
}

/** The secret key in the file and under the passphrase that stand in a part of the page. */
async function secretIn(part, status) {
  const file = await textOf(part.querySelector("[data-key-file]"));
  const passphrase = part.querySelector("[data-passphrase]");
  status(say("opening"));
  const secret = await vault.openSecretFile(file, passphrase.value);
  passphrase.value = "";
  return secret;
}

function newPassphrase(part) {
  const [first, again] = part.querySelectorAll("[data-new-passphrase]");
  if (first.value !== again.value) refuse("different");
  if ([...first.value].length < 12) refuse("short-passphrase");
  const passphrase = first.value;
  first.value = again.value = "";
  return passphrase;
}

/** Runs `work` when a part's button is pressed, and says how it went. */
function onPress(part, work) {
  const button = part.querySelector("[data-go]");
  const line = part.querySelector("[data-status]");
  const status = (text, failed = false) => {
    line.textContent = text;
    line.className = failed ? "alert" : "help";
  };
  const go = async (event) => {
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    try {
      await work(status, event);
    } catch (error) {
      status(error.said ?? explain(error), true);
    } finally {
      button.disabled = false;
    }
  };
  if (part.tagName === "FORM") part.addEventListener("submit", go);
  else button.addEventListener("click", go);
}

/**
 * Sends a form of this server. A page instead of data is a refusal: its words are said, and a page
 * that asks who one is takes the place of this one.
 */
async function ask(address, body, headers = {}) {
  const answer = await fetch(address, { method: "POST", body, headers });
  const type = answer.headers.get("content-type") ?? "";
  if (answer.ok && type.startsWith("application/json")) return answer.json();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (answer.redirected && new URL(answer.url).pathname === "/prove") location.assign(answer.url);
  const alert = page.querySelector("main [role=alert], main p");
  const error = new Error("refused");
  error.said = alert?.textContent.trim() || say("failed");
  throw error;
}

// A new pair.

const make = document.querySelector("[data-make-key]");
if (make) {
  let made;
  onPress(make, async (status) => {
    const passphrase = newPassphrase(make);
    status(say("making"));
    const secret = vault.generateSecret();
    made = vault.publicOf(secret);
    download("agency.key", await vault.secretFile(secret, passphrase));
    secret.fill(0);
    status(say("made"));
    const next = document.querySelector("[data-check-key]");
    next.hidden = false;
    next.querySelector("[data-key-file]").focus();
  });
  const check = document.querySelector("[data-check-key]");
  onPress(check, async (status) => {
    const secret = await secretIn(check, status);
    const own = vault.publicOf(secret);
    if (made && vault.hex(made) !== vault.hex(own)) refuse("other-key");
    const form = new URLSearchParams({ public_key: vault.hex(own), origin: "browser" });
    const answer = await fetch("/keys/check", { method: "POST", body: form });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const prove = page.querySelector("form[data-prove]");
    if (!prove) {
      if (answer.redirected) return location.assign(answer.url);
      const error = new Error("refused");
      error.said = page.querySelector("main [role=alert]")?.textContent ?? say("failed");
      throw error;
    }
    const { sealed, id } = prove.dataset;
    const opened = vault.openRecord(secret, { kind: "key_test", id, sealed: vault.unhex(sealed) });
    secret.fill(0);
    prove.querySelector("[name=opened]").value = vault.hex(opened);
    prove.querySelector("[data-by-hand]").hidden = true;
    check.replaceWith(document.adoptNode(prove));
    make.hidden = true;
    prove.querySelector("button").focus();
  });
}

// Opening what is sealed.

/** The data keys of a sealed file, by number. */
function dataKeys(secret, file) {
  const own = vault.keyId(vault.publicOf(secret));
  const keys = new Map();
  for (const { version, key_version: keyVersion, agency_key: sealedTo, sealed } of file.keys) {
    if (sealedTo !== own) refuse("other-key");
    const of = { version: BigInt(version), keyVersion };
    keys.set(keyVersion, { of, key: vault.unwrapDataKey(secret, of, vault.unhex(sealed)) });
  }
  return keys;
}

function keyFor(keys, number) {
  return keys.get(number) ?? refuse("damaged");
}

function rejectedRows(file, keys) {
  const decode = new TextDecoder();
  const rows = [[...file.header, say("reasonColumn")]];
  for (const part of file.parts) {
    const { of, key } = keyFor(keys, part.key_version);
    const plain = vault.openBlob(key, of, part.kind, part.ordinal, vault.unhex(part.sealed));
    for (const row of JSON.parse(decode.decode(plain))) {
      const reason = file.reasons[row.reasons[0]?.row] ?? "";
      rows.push([...row.cells, reason]);
    }
  }
  return rows;
}

function tableOf(rows) {
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  for (const title of [say("rowColumn"), say("fieldColumn"), say("valueColumn")]) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = title;
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    for (const text of row) line.insertCell().textContent = text;
  }
  return table;
}

const open = document.querySelector("form[data-open]");
if (open) {
  const place = document.querySelector("[data-opened]");
  const shown = place.querySelector("[data-shown]");
  const clear = () => {
    shown.replaceChildren();
    place.hidden = true;
  };
  let timer;
  const show = (node) => {
    shown.replaceChildren(node);
    place.hidden = false;
    clearTimeout(timer);
    timer = setTimeout(clear, SHOWN_MS);
    place.focus();
  };
  place.querySelector("[data-clear]").addEventListener("click", clear);
  addEventListener("pagehide", clear);

  for (const part of document.querySelectorAll("[data-with-script]")) part.hidden = false;
  for (const part of document.querySelectorAll("[data-without-script]")) part.hidden = true;
  onPress(open, async (status) => {
    clear();
    // The key first: an opening is written down when the server hands something out.
    const secret = await secretIn(open, status);
    try {
      const file = await ask(open.action, new URLSearchParams(new FormData(open)));
      const keys = dataKeys(secret, file);
      if (file.what === "rejected") {
        const rows = rejectedRows(file, keys);
        download(`${file.name}.rejected.csv`, vault.csv(rows), "text/csv;charset=utf-8");
        status(say("rejectedDone", { n: rows.length - 1 }));
      } else if (file.what === "identities") {
        const names = JSON.parse(open.dataset.fields || "{}");
        const rows = file.rows.flatMap(({ row, key_version: number, nonce, sealed }) => {
          const { of, key } = keyFor(keys, number);
          const entry = { row, nonce: vault.unhex(nonce), sealed: vault.unhex(sealed) };
          return vault
            .openRow(key, of, entry)
            .map(({ field, name, value }) => [row, (field && names[name]) || name, value]);
        });
        show(tableOf(rows));
        status(say("opened"));
      } else {
        const decode = new TextDecoder();
        const text = document.createElement("p");
        text.className = "panel";
        text.textContent = file.texts
          .map(({ kind, id, sealed }) =>
            decode.decode(vault.openRecord(secret, { kind, id, sealed: vault.unhex(sealed) })),
          )
          .join("\n");
        show(text);
        status(say("opened"));
      }
      for (const { key } of keys.values()) key.fill(0);
    } finally {
      secret.fill(0);
    }
  });
}

// Wrapping anew what an earlier key sealed.

const rewrap = document.querySelector("[data-rewrap]");
if (rewrap) {
  const bar = rewrap.querySelector("progress");
  onPress(rewrap, async (status) => {
    const secret = await secretIn(rewrap, status);
    const own = vault.keyId(vault.publicOf(secret));
    try {
      if (own !== rewrap.dataset.rewrap) refuse("other-key");
      const total = Number(bar.max);
      for (;;) {
        const part = await ask(`/keys/${own}/sealed`, new URLSearchParams());
        if (part.keys.length + part.records.length === 0) break;
        const to = vault.unhex(part.to, 32);
        for (const wrapped of part.keys) {
          const of = { version: BigInt(wrapped.version), keyVersion: wrapped.key_version };
          const key = vault.unwrapDataKey(secret, of, vault.unhex(wrapped.sealed));
          wrapped.sealed = vault.hex(vault.wrapDataKey(to, of, key));
          key.fill(0);
        }
        for (const record of part.records) {
          const plain = vault.openRecord(secret, { ...record, sealed: vault.unhex(record.sealed) });
          record.sealed = vault.hex(vault.sealRecord(to, record.kind, record.id, plain));
          plain.fill(0);
        }
        const form = new URLSearchParams({ part: JSON.stringify(part) });
        const { left } = await ask(`/keys/${own}/rewrapped`, form);
        bar.value = Math.max(0, total - left);
        status(say("rewrapping", { left }));
        if (left === 0) break;
      }
      status(say("rewrapped"));
    } finally {
      secret.fill(0);
    }
  });
}

// Looking up in sealed rows without opening them. What is typed and the key stay here; the server
// gets tags that it can neither make nor try.

const lookUp = document.querySelector("form[data-look-up]");
if (lookUp) {
  const place = lookUp.querySelector("[data-found]");
  const list = place.querySelector("ul");
  const clear = () => {
    list.replaceChildren();
    place.hidden = true;
  };
  addEventListener("pagehide", clear);
  onPress(lookUp, async (status) => {
    clear();
    const sought = lookUp.querySelector("[data-sought]").value;
    const kind = lookUp.querySelector("[data-kind]").value;
    if (vault.normalForm(kind, sought) === null) refuse("too-little");
    const secret = await secretIn(lookUp, status);
    try {
      const asked = lookUp.dataset.lookUp.split(" ").map((version) => {
        const key = vault.blindKey(secret, BigInt(version));
        const tags = vault.blindTags(key, kind, sought);
        key.fill(0);
        return { version, tags };
      });
      const found = await ask(lookUp.action, new URLSearchParams({ asked: JSON.stringify(asked) }));
      const all = found.reduce((sum, { rows }) => sum + rows.length, 0);
      status(all === 0 ? say("nowhere") : say("found", { n: all }));
      for (const { source, name, rows, more } of found) {
        const link = document.createElement("a");
        link.href = `/sources/${encodeURIComponent(source)}/identities?rows=${rows.join(",")}`;
        link.textContent = say("foundIn", { source: name, rows: rows.join(", ") });
        const line = document.createElement("li");
        line.append(link, more ? ` ${say("more")}` : "");
        list.append(line);
      }
      place.hidden = all === 0;
      if (all > 0) place.focus();
    } finally {
      secret.fill(0);
    }
  });
}

const index = document.querySelector("form[data-index]");
if (index) {
  const bar = index.querySelector("progress");
  onPress(index, async (status) => {
    const secret = await secretIn(index, status);
    try {
      const form = new URLSearchParams(new FormData(index));
      let tags;
      for (let done = 0, left = 1; left > 0; done++) {
        form.set("done", String(done));
        const part = await ask(index.action, form);
        const keys = dataKeys(secret, part);
        tags ??= vault.tagger(secret, BigInt(part.version));
        const rows = part.rows.map(({ row, key_version: number, nonce, sealed }) => {
          const { of, key } = keyFor(keys, number);
          const entry = { row, nonce: vault.unhex(nonce), sealed: vault.unhex(sealed) };
          return [row, tags(vault.openRow(key, of, entry))];
        });
        for (const { key } of keys.values()) key.fill(0);
        const tagged = { version: part.version, done, rows };
        ({ left } = await ask("/look-up/tags", new URLSearchParams({ part: JSON.stringify(tagged) })));
        bar.max = part.blocks;
        bar.value = done + 1;
        status(say("indexing", { done: done + 1, all: part.blocks }));
      }
      status(say("indexed"));
    } finally {
      secret.fill(0);
    }
  });
}

// Escrow: two officers, a part each.

const split = document.querySelector("[data-split]");
if (split) {
  onPress(split, async (status) => {
    const secret = await secretIn(split, status);
    try {
      if (vault.keyId(vault.publicOf(secret)) !== split.dataset.split) refuse("other-key");
      await ask("/keys/split", new URLSearchParams());
      for (const [number, part] of vault.splitSecret(secret).entries()) {
        download(`agency.part-${number + 1}`, vault.partFile(secret, number + 1, part));
      }
      status(say("splitDone"));
    } finally {
      secret.fill(0);
    }
  });
}

const join = document.querySelector("[data-join]");
if (join) {
  onPress(join, async (status) => {
    const files = [...join.querySelectorAll("[data-part-file]")];
    const texts = await Promise.all(files.map(textOf));
    const secret = vault.joinParts(texts);
    const passphrase = newPassphrase(join);
    status(say("making"));
    download("agency.key", await vault.secretFile(secret, passphrase));
    secret.fill(0);
    status(say("joined"));
  });
}
