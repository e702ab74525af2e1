// Several agencies on one server: the first-run page, second factors, an invitation, and what each
// person finds.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { launch, serve } from "./support.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const password = "cuatro caballos miran al mar";

let server;
let browser;
let administrator;
let invitation;
let focal;

/** The six digits that an authenticator app shows (RFC 6238), so many steps from now. */
function code(secret, steps = 0) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret].map((c) => letters.indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const mac = createHmac("sha1", key).update(counter).digest();
  const at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** Chooses a language, before there are accounts and afterwards: the cookie's name changes then. */
function speak(context, base, value) {
  return context.addCookies([
    { name: "faro_language", value, url: base },
    { name: "__Host-faro-language", value, url: base.replace("http:", "https:"), secure: true },
  ]);
}

/** A browser of somebody's own. */
async function person(language = "es", options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  await speak(context, server.base, language);
  const page = await context.newPage();
  page.problems = [];
  page.on("pageerror", (error) => page.problems.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith(server.base)) page.problems.push(`asked another host: ${request.url()}`);
  });
  return page;
}

/** Sets a second factor up on the page that shows it; gives its secret. */
async function enrol(page) {
  const address = await page.getAttribute('main a[href^="otpauth:"]', "href");
  const secret = new URLSearchParams(address.split("?")[1]).get("secret");
  await page.fill("#code", code(secret));
  await page.click("main button.primary");
  assert.equal(await page.locator(".recovery li").count(), 10);
  return secret;
}

before(async () => {
  server = await serve({ empty: true });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

test("the first-run page makes the hosting agency and an administrator", async () => {
  const page = await person();
  await page.goto(server.entry);
  await page.click('footer a[href="/set-up"]');
  await page.fill("#agency_name", "Secretaría Técnica");
  await page.selectOption("#kind", "central_government");
  await page.fill("#person", "Marta Prueba");
  await page.fill("#login", "marta");
  await page.fill("#password", "corta");
  await page.fill("#again", "corta");
  await page.click("main button.primary");
  assert.match(await page.locator("#problem").innerText(), /demasiado corta/);
  assert.equal(await page.inputValue("#agency_name"), "Secretaría Técnica");
  await page.fill("#password", password);
  await page.fill("#again", password);
  await page.click("main button.primary");
  const secret = await enrol(page);
  await page.goto(`${server.base}/people`);
  assert.match(await page.locator("main").innerText(), /Marta Prueba/);
  administrator = { page, secret };
});

test("an agency and somebody who is to work in it", async () => {
  const { page } = administrator;
  await page.goto(`${server.base}/agencies/new`);
  await page.fill("#agency_name", "Refugio del Norte");
  await page.selectOption("#kind", "shelter");
  await page.click("main button.primary");
  await page.goto(`${server.base}/people/invite`);
  await page.selectOption("#agency", { label: "Refugio del Norte" });
  await page.fill("#name", "Luis Prueba");
  await page.fill("#login", "luis");
  await page.check('input[value="focal_point"]');
  await page.click("main button.primary");
  invitation = await page.locator("#link").inputValue();
  assert.match(invitation, /\/invitation#faro_i_/);
  assert.deepEqual(page.problems, []);
});

test("a link of an invitation opens by itself, and leaves nothing in the address", async () => {
  const page = await person();
  await page.goto(invitation);
  await page.waitForSelector("#again");
  assert.ok(!page.url().includes("faro_i_"));
  await page.fill("#password", password);
  await page.fill("#again", password);
  await page.click("main button.primary");
  await page.waitForURL(/sign-in/);
  await page.fill("#login", "luis");
  await page.fill("#password", "otra cosa distinta");
  await page.click("main button.primary");
  assert.equal(await page.locator("[role=alert]").count(), 1);
  await page.fill("#password", password);
  await page.click("main button.primary");
  await page.waitForURL(/second-factor/);
  const secret = await enrol(page);
  focal = { page, secret };
  await page.goto(`${server.base}/people`);
  assert.equal(await page.locator("main table").count(), 0);
  assert.deepEqual(page.problems, []);
});

test("without JavaScript the code is pasted, by keyboard alone", async () => {
  const { page: owner } = administrator;
  await owner.goto(`${server.base}/people/invite`);
  await owner.selectOption("#agency", { label: "Secretaría Técnica" });
  await owner.fill("#name", "Eva Prueba");
  await owner.fill("#login", "eva");
  await owner.check('input[value="reader"]');
  await owner.click("main button.primary");
  const link = await owner.locator("#link").inputValue();
  const page = await person("es", { javaScriptEnabled: false });
  await page.goto(link.split("#")[0]);
  await page.focus("#code");
  await page.keyboard.type(link.split("#")[1]);
  await page.keyboard.press("Enter");
  await page.focus("#password");
  await page.keyboard.type(password);
  await page.keyboard.press("Tab");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await page.waitForURL(/sign-in/);
  await page.focus("#login");
  await page.keyboard.type("eva");
  await page.keyboard.press("Tab");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await page.waitForURL(/second-factor/);
  await enrol(page);
  await page.goto(`${server.base}/`);
  assert.match(await page.locator(".who").innerText(), /Eva Prueba/);
});

test("whoever signs out is out, and the way back is the sign-in", async () => {
  const page = await person();
  await page.goto(`${server.base}/sources`);
  await page.waitForURL(/sign-in/);
  await page.fill("#login", "luis");
  await page.fill("#password", password);
  await page.click("main button.primary");
  await page.waitForURL(/second-factor/);
  // Not a code that was used before: the next one is accepted too.
  await page.fill("#proof", code(focal.secret, 1));
  await page.click("main button.primary");
  await page.waitForURL(/sources/);
  await page.click("footer form button");
  await page.waitForURL(/sign-in/);
  await page.goto(`${server.base}/sources`);
  await page.waitForURL(/sign-in/);
});

/** Keeps what the browser downloads when `act` is done. */
async function downloaded(page, act) {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  return { name: download.suggestedFilename(), path: await download.path() };
}

/** Asked who one is, answers with the next code, and comes back. */
async function proved(who, address) {
  await who.page.goto(address);
  if (!who.page.url().includes("/prove")) return;
  // A code serves once: wait for one that was not used.
  for (let step = 0; who.page.url().includes("/prove"); step = (step + 1) % 2) {
    await who.page.fill("#proof", code(who.secret, step));
    await who.page.click("main button.primary");
  }
}

test("a focal point makes the agency's key, and opens with it what is sealed", async () => {
  const { page } = focal;
  const phrase = "siete faros en la costa";
  await page.goto(`${server.base}/import`);
  assert.equal(await page.locator("input[type=file]").count(), 0, "nothing is taken in without a key");
  await proved(focal, `${server.base}/keys/new`);
  await page.fill("#pass", phrase);
  await page.fill("#pass-again", "otra frase distinta");
  await page.click("[data-make-key] [data-go]");
  assert.match(await page.locator("[data-make-key] [data-status]").innerText(), /no son iguales/);
  await page.fill("#pass", phrase);
  await page.fill("#pass-again", phrase);
  const key = await downloaded(page, () => page.click("[data-make-key] [data-go]"));
  assert.equal(key.name, "agency.key");
  assert.match(await readFile(key.path, "utf8"), /^faro-agency-secret-1\n#.*\nscrypt 17 /);
  await page.setInputFiles("#key-file", key.path);
  await page.fill("#key-passphrase", "no es esta");
  await page.click("[data-check-key] [data-go]");
  await page.waitForSelector("[data-check-key] [data-status].alert");
  await page.fill("#key-passphrase", phrase);
  await page.click("[data-check-key] [data-go]");
  await page.click("form[data-prove] button");
  await page.waitForURL(/\/keys\?done=registered/);
  assert.match(await page.locator(".fingerprint").first().innerText(), /^(\d{5} ){7}\d{5}$/);

  await page.goto(`${server.base}/import`);
  const records =
    "nombre,documento,sexo,edad,forma de explotacion,lugar de explotacion,fecha de registro\n" +
    "Xochitl Inventada,12345678,F,22,trabajo forzoso,HN-FM,2023-05-04\n" +
    "Ramona Rechazada,87654321,F,30,trabajo forzoso,HN-FM,2091-05-04\n";
  await page.setInputFiles("#file", { name: "casos.csv", mimeType: "text/csv", buffer: Buffer.from(records) });
  await page.click("main button.primary");
  await page.waitForURL(/\/import\/[0-9a-f]{32}$/);
  await page.click('button[value="check"]');
  await page.waitForURL(/check/);
  await page.check('input[name="tlp"][value="amber_strict"]');
  await page.click("main form button.primary");
  await page.waitForURL(/jobs/);
  await page.waitForSelector('#job[data-live-job="ended"]');
  await page.goto(`${server.base}/sources`);
  await page.click("main table a");
  const source = new URL(page.url()).pathname;

  await proved(focal, `${server.base}${source}/identities`);
  await page.fill("#rows", "1");
  await page.fill("#why", "Oficio 14/2026");
  await page.setInputFiles("#key-file", key.path);
  await page.fill("#key-passphrase", phrase);
  await page.click("[data-go]");
  await page.waitForSelector("[data-opened]:not([hidden])");
  assert.match(await page.locator("[data-shown]").innerText(), /Xochitl Inventada/);
  await page.click("[data-clear]");
  assert.doesNotMatch(await page.content(), /Xochitl/);
  assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);

  await page.goto(`${server.base}${source}/rejected`);
  await page.fill("#why", "Corregir la fecha");
  await page.setInputFiles("#key-file", key.path);
  await page.fill("#key-passphrase", phrase);
  const rejected = await downloaded(page, () => page.click("[data-go]"));
  const table = await readFile(rejected.path, "utf8");
  assert.match(table, /Ramona Rechazada,87654321/);
  assert.doesNotMatch(table, /Xochitl/);

  await page.goto(`${server.base}/keys/openings`);
  const openings = await page.locator("main").innerText();
  assert.match(openings, /Luis Prueba/);
  assert.match(openings, /Oficio 14\/2026/);
  assert.match(openings, /Corregir la fecha/);

  // Whether somebody stands in the rows is found without opening them, and without asking the server.
  await proved(focal, `${server.base}/look-up`);
  await page.fill("#index-why", "Preparar la búsqueda");
  await page.setInputFiles("#index-key-file", key.path);
  await page.fill("#index-passphrase", phrase);
  await page.click("[data-index] [data-go]");
  await page.waitForFunction(() => document.querySelector("[data-index] progress").value === 1);
  await page.waitForSelector("[data-index] [data-go]:not([disabled])");
  await page.goto(`${server.base}/look-up`);
  const sent = [];
  page.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));
  const sought = async (kind, text) => {
    await page.selectOption("#kind", kind);
    await page.fill("#sought", text);
    await page.setInputFiles("#key-file", key.path);
    await page.fill("#key-passphrase", phrase);
    const answered = page.waitForResponse((response) => response.url().endsWith("/look-up"));
    await page.click("[data-look-up] [data-go]");
    await answered;
    await page.waitForSelector("[data-look-up] [data-go]:not([disabled])");
    return page.locator("[data-look-up]").innerText();
  };
  assert.match(await sought("document", "12.345.678"), /casos: filas/);
  assert.doesNotMatch(await sought("document", "11111111"), /casos: filas/);
  assert.ok(sent.length > 0 && sent.every((request) => !/12.?345.?678/.test(request)), sent.join("\n"));
  assert.deepEqual(page.problems, []);
});

test("the key is split for two officers, and both parts give it back", async () => {
  const { page } = focal;
  await proved(focal, `${server.base}/keys/escrow`);
  const phrase = "siete faros en la costa";
  // The key is not on the server; a fresh one shows that another's is refused.
  await page.setInputFiles("#key-file", {
    name: "agency.key",
    mimeType: "text/plain",
    buffer: Buffer.from(`faro-agency-secret-1\nplain ${"7".repeat(64)}\n`),
  });
  await page.click("[data-split] [data-go]");
  await page.waitForSelector("[data-split] [data-status].alert");
  const { splitSecret, partFile, generateSecret } = await import("../../crates/web/assets/vault.js");
  const secret = generateSecret();
  for (const [i, part] of splitSecret(secret).entries()) {
    const buffer = Buffer.from(partFile(secret, i + 1, part));
    await page.setInputFiles(`#part-${i + 1}`, { name: `part-${i + 1}`, mimeType: "text/plain", buffer });
  }
  await page.fill("#pass", phrase);
  await page.fill("#pass-again", phrase);
  const key = await downloaded(page, () => page.click("[data-join] [data-go]"));
  const { openSecretFile, hex } = await import("../../crates/web/assets/vault.js");
  assert.equal(hex(await openSecretFile(await readFile(key.path, "utf8"), phrase)), hex(secret));
  assert.deepEqual(page.problems, []);
});

test("a page is cleared when its session was not used for long, and when another tab signs out", async () => {
  const context = await browser.newContext();
  await context.addCookies(await administrator.page.context().cookies());
  const page = await context.newPage();
  await page.clock.install();
  await page.goto(`${server.base}/account`);
  // The page is empty before the server answers: here it says nothing.
  await context.route("**/sign-in*", (route) => route.fulfill({ status: 204 }));
  const shown = () => page.evaluate(() => document.body?.textContent.trim() ?? "");
  await page.clock.fastForward("20:00");
  assert.match(await shown(), /Marta Prueba/);
  // Another tab keeps the session, and tells this one.
  const other = await context.newPage();
  await other.goto(`${server.base}/account`);
  await page.clock.fastForward("20:00");
  assert.match(await shown(), /Marta Prueba/);
  await page.clock.fastForward("31:00");
  assert.equal(await shown(), "");
  // Signing out in one tab clears the others. The answer is kept from the server: others go on with this session.
  await page.goto(`${server.base}/account`);
  await other.goto(`${server.base}/account`);
  await context.route("**/leave", (route) => route.fulfill({ status: 204 }));
  await other.click("footer form button");
  await assert.doesNotReject(page.waitForSelector("body:empty", { state: "attached" }));
  await context.close();
});

/** Pages that a person finds in the menu, and others that have no entry there. */
async function found(page, others) {
  await page.goto(`${server.base}/account`);
  const menu = await page.locator(".menu a").evaluateAll((links) => links.map((l) => l.getAttribute("href")));
  return [...new Set([...menu, ...others])];
}

for (const language of ["es", "en"]) {
  test(`axe finds nothing serious, and nothing is wider than a telephone (${language})`, async () => {
    const cases = [
      [administrator, ["/account", "/people/invite", "/agencies/new", "/prove", "/account/second-factor"]],
      [focal, ["/account", "/prove", "/directory/new", "/import", "/keys/new", "/keys/openings", "/keys/escrow"]],
      [null, ["/sign-in", "/invitation"]],
    ];
    for (const [who, others] of cases) {
      const context = await browser.newContext({ bypassCSP: true, viewport: { width: 360, height: 780 } });
      if (who) await context.addCookies(await who.page.context().cookies());
      await speak(context, server.base, language);
      const page = await context.newPage();
      const paths = who ? await found(page, others) : others;
      for (const path of paths) {
        await page.goto(server.base + path);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${path} is ${over} pixels too wide`);
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() =>
          axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
        );
        const grave = violations
          .filter((v) => ["serious", "critical"].includes(v.impact))
          .map((v) => `${v.id}: ${v.nodes[0].target} ${v.nodes[0].failureSummary}`);
        assert.deepEqual(grave, [], path);
      }
      await context.close();
    }
  });
}

test("a passkey takes the place of the six digits, at this server's name only", async () => {
  const { page: owner } = administrator;
  await proved(administrator, `${server.base}/people/invite`);
  await owner.goto(`${server.base}/people/invite`);
  await owner.selectOption("#agency", { label: "Secretaría Técnica" });
  await owner.fill("#name", "Paula Prueba");
  await owner.fill("#login", "paula");
  await owner.check('input[value="reader"]');
  await owner.click("main button.primary");
  const link = await owner.locator("#link").inputValue();
  const named = server.base.replace("127.0.0.1", "localhost");
  const context = await browser.newContext();
  await speak(context, named, "es");
  const page = await context.newPage();
  page.problems = [];
  page.on("pageerror", (error) => page.problems.push(String(error)));
  const device = await context.newCDPSession(page);
  await device.send("WebAuthn.enable");
  const { authenticatorId } = await device.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const signIn = async () => {
    await page.fill("#login", "paula");
    await page.fill("#password", password);
    await page.click("main button.primary");
  };
  await page.goto(link.replace(server.base, named));
  await page.fill("#password", password);
  await page.fill("#again", password);
  await page.click("main button.primary");
  await page.waitForURL(/sign-in/);
  await signIn();
  // The six digits come first: they are what is left when the device is lost.
  await page.waitForURL(/second-factor/);
  await page.goto(`${named}/account/passkeys`);
  await page.waitForURL(/second-factor/);
  await enrol(page);
  await page.goto(`${named}/account/passkeys`);
  await page.fill("#name", "Teléfono del trabajo");
  await page.click("form[data-passkey] button");
  await page.waitForSelector("main table");
  assert.match(await page.locator("main table").innerText(), /Teléfono del trabajo/);
  await page.click("footer form button");
  await page.waitForURL(/sign-in/);
  await signIn();
  await page.waitForURL(/second-factor/);
  await page.click("#with-passkey");
  await page.waitForURL((url) => url.pathname === "/");
  // A finger that is not recognised opens nothing, and the page says so.
  await page.click("footer form button");
  await signIn();
  await page.waitForURL(/second-factor/);
  await device.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
  await page.click("#with-passkey");
  await page.waitForFunction(() => document.querySelector("[data-passkey] [role=status]").textContent.includes("seis dígitos"));
  await page.goto(`${named}/explore`);
  await page.waitForURL(/second-factor/);
  assert.deepEqual(page.problems, []);
  await context.close();
});
