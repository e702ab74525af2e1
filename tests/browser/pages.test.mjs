// What a person does on the pages: explore, look at a place, compare, change the language, by
// keyboard, without scripts, on a telephone; and what a machine finds wrong for people who do not
// see, or can't use a mouse.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { addresses, launch, serve, Visitor } from "./support.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let server;
let browser;
let visitor;
let pages;

before(async () => {
  server = await serve();
  browser = await launch();
  visitor = await new Visitor(browser, server).enter();
  const page = await visitor.window();
  pages = await addresses(page, server.base);
  await page.context().close();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

async function quiet(page) {
  assert.deepEqual(page.problems, []);
}

test("the token opens one browser and no second one", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const answer = await page.goto(server.entry);
  assert.equal(answer.status(), 401);
  assert.equal(await page.locator("nav").count(), 0);
  await context.close();
});

test("the overview answers in sentences, then shows pictures, and says that data are simulated", async () => {
  const page = await visitor.window();
  await page.goto(server.base + pages.overview);
  assert.match(await page.locator(".answer").first().innerText(), /registros/);
  assert.ok((await page.locator("main svg").count()) >= 3);
  assert.match(await page.locator(".simulated").innerText(), /simulados/i);
  await page.locator("a.figure").first().click();
  await page.waitForURL(/\/lineage/);
  assert.match(await page.locator("h1").innerText(), /Cómo se calculó/);
  assert.ok((await page.locator("main table tbody tr").count()) > 1);
  await quiet(page);
  await page.context().close();
});

test("the first page is under 150 kB", async () => {
  const page = await visitor.window();
  const answers = [];
  page.on("response", (response) => answers.push(response));
  await page.goto(server.base + pages.overview, { waitUntil: "networkidle" });
  const bodies = await Promise.all(answers.map((response) => response.body()));
  const bytes = bodies.reduce((sum, body) => sum + body.length, 0);
  assert.ok(bytes > 10_000 && bytes < 150_000, `${bytes} bytes`);
  await page.context().close();
});

test("exploring: an answer while the question changes, its address, its table", async () => {
  const page = await visitor.window();
  await page.goto(`${server.base}/explore`);
  await page.selectOption("#by-0", "form_of_exploitation");
  await page.locator("#by-1").focus();
  await page.selectOption("#by-1", "sex_or_gender");
  await page.waitForURL(/by=sex_or_gender/);
  assert.equal(await page.evaluate(() => document.activeElement?.id), "by-1");
  await page.waitForSelector("#show");
  await page.selectOption("#show", "column");
  await page.waitForURL(/show=column/);
  assert.match(await page.locator("#result").innerText(), /dentro de cada columna/i);
  await page.locator("#f-form-of-exploitation summary").click();
  const box = page.locator('input[name="only.form_of_exploitation"]').first();
  await box.check();
  await page.waitForURL(/only\.form_of_exploitation=/);
  assert.ok(await page.locator('input[name="only.form_of_exploitation"]').first().isChecked());
  const rows = await page.locator("#result .table-figure tbody tr").count();
  assert.ok(rows >= 1);
  const address = page.url();
  const again = await visitor.window();
  await again.goto(address);
  assert.equal(await again.locator("#show").inputValue(), "column");
  const [download] = await Promise.all([
    again.waitForEvent("download"),
    again.getByRole("link", { name: "Descargar CSV" }).last().click(),
  ]);
  const csv = await readFile(await download.path(), "utf8");
  assert.match(csv, /Sexo o género/);
  await quiet(page);
  await page.context().close();
  await again.context().close();
});

test("a place, and two places compared", async () => {
  const page = await visitor.window();
  await page.goto(`${server.base}/places`);
  const link = page.locator('.table-figure table a[href^="/places/"]').first();
  const name = await link.innerText();
  await link.click();
  assert.match(await page.locator("h1").innerText(), new RegExp(name));
  assert.ok((await page.locator("main svg").count()) > 2);
  await page.getByRole("link", { name: "Comparar con otro lugar" }).click();
  assert.equal(await page.locator("#a option:checked").innerText(), name);
  const other = await page.locator("#b option:not(:checked)").first().getAttribute("value");
  await page.selectOption("#b", other);
  await page.getByRole("button", { name: "Comparar" }).click();
  await page.waitForURL(/b=/);
  assert.match(await page.locator(".answer").first().innerText(), new RegExp(name));
  await quiet(page);
  await page.context().close();
});

test("flows: origin, level and transit", async () => {
  const page = await visitor.window();
  await page.goto(`${server.base}/flows`);
  const before = await page.locator("#result").innerText();
  await page.selectOption("#level", "1");
  await page.waitForURL(/level=1/);
  await page.waitForFunction((old) => document.getElementById("result").innerText !== old, before);
  await quiet(page);
  await page.context().close();
});

test("the language is changed on the page one stands on, and remembered", async () => {
  const page = await visitor.window();
  await page.goto(`${server.base}/sources`);
  for (const [name, title] of [
    ["English", "Sources"],
    ["Português", "Fontes"],
    ["Français", "Sources"],
    ["Español", "Fuentes"],
  ]) {
    await page.getByRole("button", { name }).click();
    assert.equal(new URL(page.url()).pathname, "/sources");
    assert.equal(await page.locator("h1").innerText(), title);
  }
  await page.getByRole("button", { name: "English" }).click();
  await page.goto(`${server.base}/help`);
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await page.context().close();
});

test("everything is reached and read by keyboard alone", async () => {
  const page = await visitor.window();
  await page.goto(`${server.base}/explore`);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => location.hash), "#main");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.id), "data");
  // Every stop shows that it has the focus, and none keeps it.
  const seen = new Set();
  for (let i = 0; i < 400; i++) {
    const stop = await page.evaluate(() => {
      const at = document.activeElement;
      if (!at || at === document.body) return null;
      const style = getComputedStyle(at);
      const visible = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
      return { what: `${at.localName}#${at.id} ${at.textContent.trim().slice(0, 60)}`, visible };
    });
    if (!stop) break;
    assert.ok(stop.visible, `no visible focus: ${stop.what}`);
    seen.add(stop.what);
    await page.keyboard.press("Tab");
  }
  assert.ok(seen.size > 10, `${seen.size} stops`);
  assert.ok([...seen].some((s) => s.includes("Descargar CSV")), "the download is reached");
  // A choice by keyboard asks the question; the focus stays.
  await page.locator("#by-1").focus();
  await page.keyboard.press("ArrowDown");
  await page.waitForURL(/by=[^&]+&by=/);
  assert.equal(await page.evaluate(() => document.activeElement.id), "by-1");
  await page.context().close();
});

test("without JavaScript the same questions are answered with a button", async () => {
  const page = await visitor.window({ javaScriptEnabled: false });
  await page.goto(`${server.base}/explore`);
  await page.selectOption("#by-0", "sex_or_gender");
  await page.selectOption("#by-1", "age:majority");
  await page.getByRole("button", { name: "Responder" }).click();
  assert.match(page.url(), /by=sex_or_gender&by=age%3Amajority/);
  assert.match(await page.locator("#result .answer").innerText(), /%/);
  await page.goto(`${server.base}/places`);
  await page.selectOption("#country", "all");
  await page.getByRole("button", { name: "Ver" }).click();
  assert.match(page.url(), /country=all/);
  await page.goto(`${server.base}/flows`);
  await page.getByRole("button", { name: "Ver" }).click();
  assert.match(page.url(), /origin=/);
  await page.getByRole("button", { name: "English" }).click();
  assert.equal(await page.locator("h1").innerText(), "Routes");
  await page.context().close();
});

test("nothing is wider than a telephone of 360 pixels", async () => {
  const page = await visitor.window({ viewport: { width: 360, height: 780 } });
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(server.base + path);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(over <= 0, `${name} is ${over} pixels too wide`);
  }
  await page.context().close();
});

for (const language of ["es", "en"]) {
  test(`axe finds nothing serious on any page (${language})`, async () => {
    const page = await visitor.window({ bypassCSP: true }, language);
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(server.base + path);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() =>
        axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
      );
      const grave = violations
        .filter((v) => ["serious", "critical"].includes(v.impact))
        .map((v) => `${v.id}: ${v.nodes[0].target} ${v.nodes[0].failureSummary}`);
      assert.deepEqual(grave, [], name);
    }
    await page.context().close();
  });
}

test("no page asks another host for anything, or breaks its own policy", async () => {
  const page = await visitor.window();
  for (const [name, path] of Object.entries(pages)) {
    if (name === "missing") continue;
    await page.goto(server.base + path, { waitUntil: "networkidle" });
  }
  await quiet(page);
  await page.context().close();
});
