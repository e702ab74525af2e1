// Schemathesis against the running API, on SQLite and on PostgreSQL.
//   pip install schemathesis        (in an environment of its own)
//   FARO_BIN=target/debug/faro SCHEMATHESIS=.../bin/schemathesis node tests/api/schemathesis.mjs [examples] [engines]
// Sets a shared server up through its pages, takes a file in, makes a token for everything that one person
// may do by program, and ends with 0 when no answer broke the description.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ask, between, database, expect, freePort, onData, password, setUp, stop, totp } from "../support/shared-server.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const schemathesis = process.env.SCHEMATHESIS ?? "schemathesis";
const examples = process.argv[2] ?? "30";
const engines = (process.argv[3] ?? "sqlite,postgres").split(",");

/** Cases with an invented number of persons; nobody is real. */
function cases() {
  const rows = ["case_number,registration_date,role,sex,age,citizenship,form_of_exploitation,exploitation_place"];
  for (let n = 0; n < 60; n += 1) {
    const month = String(1 + (n % 9)).padStart(2, "0");
    const sex = n % 3 ? "female" : "male";
    rows.push(`C-${n},2024-${month}-15,victim,${sex},${12 + (n % 40)},${n % 2 ? "HN" : "GT"},forced_labour,HN`);
  }
  return `${rows.join("\n")}\n`;
}

/** Somebody who is focal point and data protection officer: between them, every operation. */
async function token(server) {
  const { base, cookies, agency } = server;
  const form = new URLSearchParams({ agency, login: "program", name: "Program", territory: "" });
  form.append("role", "focal_point");
  form.append("role", "data_protection_officer");
  const link = expect(await ask(base, "POST", "/people/invite", { cookies, form }), 200, "invite");
  const code = between(link.body, "/invitation#", "<");
  const own = {};
  const accept = { code, password, again: password };
  expect(await ask(base, "POST", "/invitation/accept", { cookies: own, form: accept }), 303, "accept");
  const sign = { login: "program", password };
  expect(await ask(base, "POST", "/sign-in", { cookies: own, form: sign }), 303, "sign-in");
  const page = expect(await ask(base, "GET", "/account/second-factor", { cookies: own }), 200, "second factor");
  const factor = {
    sealed: between(page.body, 'name="sealed" value="', '"'),
    code: totp(between(page.body, "secret=", "&")),
  };
  expect(await ask(base, "POST", "/account/second-factor", { cookies: own, form: factor }), 200, "second factor");
  const offered = expect(await ask(base, "GET", "/account/tokens", { cookies: own }), 200, "tokens");
  const wanted = new URLSearchParams({ name: "schemathesis", days: "30" });
  for (const [, scope] of offered.body.matchAll(/name="scope" value="([a-z_]+)"/g)) wanted.append("scope", scope);
  const made = expect(await ask(base, "POST", "/account/tokens", { cookies: own, form: wanted }), 200, "token");
  return `faro_a_${between(made.body, "faro_a_", "<")}`;
}

function tried(base, bearer, work) {
  const args = [
    "--config-file", join(here, "schemathesis.toml"),
    "run", join(here, "../../docs/openapi.json"),
    "--url", base,
    "--header", `Authorization: Bearer ${bearer}`,
    "--checks", "all",
    "--max-examples", examples,
    "--continue-on-failure",
    "--rate-limit", "45/s",
    "--seed", "1",
    "--request-timeout", "30",
    "--generation-database", "none",
    "--report", "json",
    "--report-json-path", join(work, "report.json"),
  ];
  const child = spawn(schemathesis, args, { stdio: "inherit", cwd: work });
  return new Promise((ended, failed) => {
    child.on("error", failed);
    child.on("exit", ended);
  });
}

let failed = 0;
for (const engine of engines) {
  const work = mkdtempSync(join(tmpdir(), "faro-schemathesis-"));
  const stored = database(engine);
  const place = {
    data: join(work, "data"),
    env: stored.url ? { DATABASE_URL: stored.url } : {},
    port: await freePort(),
  };
  console.log(`== ${engine}`);
  const server = await setUp(place);
  try {
    const file = join(work, "cases.csv");
    writeFileSync(file, cases());
    onData(place, "import", file, "--source", "cases");
    const bearer = await token(server);
    const code = await tried(server.base, bearer, work);
    console.log(`== ${engine}: ${code === 0 ? "passed" : `failed (${code})`}`);
    if (code !== 0) failed += 1;
  } finally {
    await stop(server.child);
    stored.drop();
    if (!process.env.KEEP) rmSync(work, { recursive: true, force: true });
  }
}
process.exit(failed === 0 ? 0 : 1);
