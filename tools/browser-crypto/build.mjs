// Writes crates/web/assets/vendor/noble.js and its licence from the locked packages.
// `node build.mjs --check` fails when what is checked in is something else.

import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const vendor = resolve(here, "../../crates/web/assets/vendor");
const names = ["@noble/ciphers", "@noble/curves", "@noble/hashes"];
const of = (name, file) => readFileSync(join(here, "node_modules", name, file), "utf8");
const versions = names.map((name) => `${name} ${JSON.parse(of(name, "package.json")).version}`);

const built = await build({
  entryPoints: [join(here, "entry.mjs")],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  banner: {
    js: `/*! ${versions.join(", ")}; MIT, Copyright (c) Paul Miller (paulmillr.com); noble.LICENSE.txt; built by tools/browser-crypto */`,
  },
  write: false,
});
const licence = names.map((name) => `${name}\n\n${of(name, "LICENSE").trim()}\n`).join("\n");
const files = [
  ["noble.js", built.outputFiles[0].text],
  ["noble.LICENSE.txt", licence],
];
for (const [name, text] of files) {
  const path = join(vendor, name);
  if (!process.argv.includes("--check")) {
    writeFileSync(path, text);
  } else if (readFileSync(path, "utf8") !== text) {
    console.error(`${path} is not what the locked packages give; run \`npm run build\``);
    process.exitCode = 1;
  }
}
