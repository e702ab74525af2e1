// Starts the real binary on simulated data in a folder of its own, and a browser before it.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");

/** The binary under test. */
export const faro = process.env.FARO_BIN ?? join(root, "target/release/faro");

const browserPath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function run(...args) {
  return new Promise((done, failed) => {
    const child = spawn(faro, args, { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    child.stdout.on("data", (text) => (said += text));
    child.stderr.on("data", (text) => (said += text));
    child.on("error", failed);
    child.on("close", (code) => (code === 0 ? done(said) : failed(new Error(`faro ${args.join(" ")}: ${said}`))));
  });
}

/** A server on a data folder of its own: of the simulated country, or empty. */
export async function serve({ people = 2000, empty = false } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "faro-browser-"));
  let data = join(folder, "data");
  if (empty) {
    await run("init", "--data", data, "--agency", "Observatorio de prueba");
  } else {
    await run("demo", "--people", String(people), "--no-serve", "--data", data, "--language", "es");
    data = join(data, "demo");
  }
  const child = spawn(faro, ["serve", "--port", "0", "--data", data, "--language", "es"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const entry = await new Promise((found, failed) => {
    let said = "";
    const look = (line) => {
      said += `${line}\n`;
      const url = line.match(/https?:\/\/\S+\/enter\?token=[0-9a-f]+/);
      if (url) found(url[0]);
    };
    createInterface({ input: child.stdout }).on("line", look);
    createInterface({ input: child.stderr }).on("line", look);
    child.on("error", failed);
    child.on("exit", () => failed(new Error(`faro serve ended: ${said}`)));
  });
  return {
    entry,
    base: new URL(entry).origin,
    data,
    folder,
    async stop() {
      child.kill("SIGINT");
      await new Promise((gone) => child.once("close", gone));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** One browser for all tests of a file. */
export function launch() {
  return chromium.launch({ executablePath: browserPath, args: flags, headless: true });
}

/**
 * A place to stand in the browser, with a session of its own. The token works once, so the
 * session's cookie is handed on.
 */
export class Visitor {
  constructor(browser, server) {
    this.browser = browser;
    this.server = server;
    this.cookies = [];
  }

  async enter() {
    const context = await this.browser.newContext();
    const page = await context.newPage();
    await page.goto(this.server.entry);
    this.cookies = await context.cookies();
    await context.close();
    return this;
  }

  /** A new window. `options` are those of a browser context. */
  async window(options = {}, language = "es") {
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    await context.addCookies([
      ...this.cookies,
      { name: "faro_language", value: language, url: this.server.base },
    ]);
    const page = await context.newPage();
    page.problems = [];
    page.on("pageerror", (error) => page.problems.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") page.problems.push(message.text());
    });
    page.on("request", (request) => {
      if (!request.url().startsWith(page.context().base) && !request.url().startsWith("blob:")) {
        page.problems.push(`asked another host: ${request.url()}`);
      }
    });
    context.base = this.server.base;
    return page;
  }
}

/** Every page, with addresses that the simulated country answers. */
export async function addresses(page, base) {
  await page.goto(`${base}/sources`);
  const source = await page.locator("main table tbody th a").first().getAttribute("href");
  await page.goto(`${base}/places`);
  const places = await page.locator('main table a[href^="/places/"]').evaluateAll((links) =>
    links.map((link) => link.getAttribute("href")),
  );
  const codes = places.map((href) => decodeURIComponent(href.split("/").pop().split("?")[0]));
  return {
    overview: "/",
    report: "/report",
    explore: "/explore?data=records&people=victims&by=form_of_exploitation&by=sex_or_gender&show=row",
    places: "/places",
    place: places[0],
    compare: `/compare?a=${codes[0]}&b=${codes[1]}`,
    flows: "/flows",
    sources: "/sources",
    source,
    issues: `${source}/issues`,
    mapping: `${source}/mapping`,
    rejected: `${source}/rejected`,
    import: "/import",
    lineage: "/lineage?data=records&people=victims&by=sex_or_gender&cell.sex_or_gender=female",
    templates: "/templates",
    help: "/help",
    missing: "/nothing-here",
  };
}
