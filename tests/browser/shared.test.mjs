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

/** A browser of somebody's own. */
async function person(language = "es", options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  await context.addCookies([{ name: "faro_language", value: language, url: server.base }]);
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
  invitation = await page.locator("dd code").first().innerText();
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
  await owner.fill("#name", "Eva Prueba");
  await owner.fill("#login", "eva");
  await owner.check('input[value="reader"]');
  await owner.click("main button.primary");
  const link = await owner.locator("dd code").first().innerText();
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
  await page.waitForURL((url) => url.pathname === "/");
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
      [focal, ["/account", "/prove", "/directory/new", "/import"]],
      [null, ["/sign-in", "/invitation"]],
    ];
    for (const [who, others] of cases) {
      const context = await browser.newContext({ bypassCSP: true, viewport: { width: 360, height: 780 } });
      if (who) await context.addCookies(await who.page.context().cookies());
      await context.addCookies([{ name: "faro_language", value: language, url: server.base }]);
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
