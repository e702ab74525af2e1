// The way of a file through the wizard: an unknown layout whose mapping a person corrects, up to
// the chart; with and without scripts; called off; refused.

import assert from "node:assert/strict";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, serve, Visitor } from "./support.mjs";

let server;
let browser;
let visitor;

before(async () => {
  server = await serve({ empty: true });
  browser = await launch();
  visitor = await new Visitor(browser, server).enter();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** A layout that no profile knows: its own titles, ambiguous dates, one impossible age. */
function unknownFile() {
  const lines = ["folio_x;llegada;quien;genero_p;anios;que_le_hicieron;color_carpeta"];
  const forms = ["Explotación sexual", "Trabajo forzoso", "Mendicidad forzada"];
  for (let i = 1; i <= 90; i++) {
    const day = String((i % 11) + 1).padStart(2, "0");
    const month = String((i % 12) + 1).padStart(2, "0");
    const sex = i % 4 ? "Mujer" : "Hombre";
    lines.push(`F-${1000 + i};${day}/${month}/2023;Persona Inventada ${i};${sex};${15 + (i % 30)};${forms[i % 3]};azul`);
  }
  lines.push("F-2000;01/02/2023;Persona Inventada 999;Mujer;430;Trabajo forzoso;azul");
  return lines.join("\r\n");
}

async function handIn(page, name, source) {
  const path = join(server.folder, name);
  await writeFile(path, unknownFile());
  await page.goto(`${server.base}/import`);
  await page.fill("#source", source);
  await page.setInputFiles("#file", path);
  await page.getByRole("button", { name: "Enviar y revisar" }).click();
  await page.waitForURL(/\/import\/[0-9a-f]{32}$/);
}

async function use(page, column, choice) {
  const row = page.locator("table.mapping tbody tr", { has: page.getByRole("rowheader", { name: column, exact: true }) });
  await row.locator("select").selectOption(choice);
}

async function correctMapping(page) {
  await page.selectOption("#kind", "cases");
  await use(page, "folio_x", "case_number");
  await use(page, "llegada", "registration_date");
  await use(page, "quien", "seal.full_name");
  await use(page, "genero_p", "sex");
  await use(page, "anios", "age");
  await use(page, "que_le_hicieron", "form_of_exploitation");
  await use(page, "color_carpeta", "ignore");
  await page.selectOption("#role", "victim");
}

test("an empty house says how to begin", async () => {
  const page = await visitor.window();
  await page.goto(server.base);
  assert.equal(await page.locator("h1").innerText(), "Todavía no hay datos");
  assert.ok(await page.getByRole("link", { name: "Incorporar una planilla" }).first().isVisible());
  await page.context().close();
});

test("from an unknown file to a chart, with a mapping that a person corrects", async () => {
  const page = await visitor.window();
  await handIn(page, "registro propio.csv", "Registro propio");
  // Names are not shown, not even before anybody says what the column is.
  assert.doesNotMatch(await page.content(), /Persona Inventada/);
  await correctMapping(page);
  await page.getByRole("button", { name: "Revisar todas las filas" }).click();

  // Dates such as 03/04/2023 are asked about.
  await page.waitForURL(/\/import\/[0-9a-f]{32}$/);
  assert.match(await page.locator("[role=alert]").first().innerText(), /fecha/i);
  await page.getByLabel(/Día, mes, año/).check();
  await page.getByRole("button", { name: "Revisar todas las filas" }).click();
  await page.waitForURL(/\/check$/);
  const answer = await page.locator(".answer").innerText();
  assert.match(answer, /91 filas/);
  assert.match(answer, /90/);
  assert.doesNotMatch(await page.content(), /Persona Inventada/);

  await page.getByRole("button", { name: "Incorporar" }).click();
  await page.waitForURL(/\/jobs\/[0-9a-f]{32}$/);
  await page.getByRole("link", { name: "Ver la fuente" }).waitFor();
  assert.match(await page.locator("[role=status]").innerText(), /Listo/);
  await page.getByRole("link", { name: "Explorar los datos" }).click();
  await page.waitForSelector("#result svg");
  assert.match(await page.locator("#result .answer").innerText(), /Explotación sexual|Trabajo forzoso|Mendicidad/i);
  assert.match(await page.locator("#result").innerText(), /90/);
  assert.deepEqual(page.problems, []);
  // Nothing of the file stays where files arrive.
  assert.deepEqual(await readdir(join(server.data, "incoming")), []);
  await page.context().close();
});

test("the rejected row goes back as a spreadsheet", async () => {
  const page = await visitor.window();
  await page.goto(`${server.base}/sources/registro-propio/rejected`);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Descargar XLSX" }).click(),
  ]);
  assert.match(download.suggestedFilename(), /registro-propio-filas-rechazadas\.xlsx/);
  await page.context().close();
});

test("without JavaScript the wizard works the same, and recognises the file it learned", async () => {
  const page = await visitor.window({ javaScriptEnabled: false });
  await handIn(page, "registro de febrero.csv", "Registro de febrero");
  assert.match(await page.locator(".lead").innerText(), /se reconoció|Correspondencia elegida/);
  await page.getByLabel(/Día, mes, año/).check();
  await page.getByRole("button", { name: "Revisar todas las filas" }).click();
  await page.waitForURL(/\/check$/);
  await page.getByRole("button", { name: "Incorporar" }).click();
  await page.waitForURL(/\/jobs\/[0-9a-f]{32}$/);
  await page.getByRole("link", { name: "Ver la fuente" }).waitFor();
  await page.getByRole("link", { name: "Ver la fuente" }).click();
  assert.match(await page.locator(".answer").innerText(), /91 filas leídas/);
  await page.context().close();
});

test("a file is discarded, and nothing of it stays", async () => {
  const page = await visitor.window();
  await handIn(page, "otro.csv", "Otro");
  await page.getByRole("button", { name: "Descartar el archivo" }).click();
  await page.waitForURL(/\/sources$/);
  assert.deepEqual(await readdir(join(server.data, "incoming")), []);
  await page.context().close();
});

test("calling an import off is confirmed first", async () => {
  const page = await visitor.window();
  await handIn(page, "tercero.csv", "Tercero");
  await page.getByLabel(/Día, mes, año/).check();
  await page.getByRole("button", { name: "Revisar todas las filas" }).click();
  await page.waitForURL(/\/check$/);
  await page.getByRole("button", { name: "Incorporar" }).click();
  await page.waitForURL(/\/jobs\/[0-9a-f]{32}$/);
  await page.goto(`${page.url()}/cancel`);
  assert.match(await page.locator("h1").innerText(), /¿Cancelar/);
  await page.getByRole("link", { name: "No, continuar" }).click();
  await page.getByRole("link", { name: "Ver la fuente" }).waitFor();
  await page.context().close();
});

test("a file that is no table is refused with what would be accepted", async () => {
  const page = await visitor.window();
  const path = join(server.folder, "foto.csv");
  await writeFile(path, Buffer.from([0, 1, 2, 3, 255, 254, 0, 9]));
  await page.goto(`${server.base}/import`);
  await page.setInputFiles("#file", path);
  await page.getByRole("button", { name: "Enviar y revisar" }).click();
  await page.waitForURL(/\/import\/[0-9a-f]{32}$/);
  assert.match(await page.locator("[role=alert]").innerText(), /CSV/);
  await page.context().close();
});
