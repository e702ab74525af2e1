// How quickly a shared server answers: 200 people signed in, 100 requests a second, four fifths of
// them reads, for five minutes, on SQLite or on PostgreSQL; beside a minimal handler on axum and sqlx
// that runs the same queries, and beside Directus where it is installed.
//
//   node benches/load/run.mjs [--engine sqlite|postgres] [--seconds 300] [--rate 100] [--people 200]
//                             [--who faro,peer,directus] [--rows 20000]
//
// Requests start when the clock says, whether or not earlier ones were answered (an open loop), and a
// request's time counts from when it should have started: a server that stalls can't hide it.

import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  agent, ask, between, database, entry, expect, faro, freePort, onData, password, programmeManagers, run, serve, setUp,
  start, stop, target,
} from "../../tests/support/shared-server.mjs";

const options = { engine: "sqlite", seconds: 300, rate: 100, people: 200, who: "faro,peer", rows: 20_000 };
for (let at = 2; at < process.argv.length; at += 2) {
  const name = process.argv[at].replace(/^--/, "");
  if (!(name in options)) throw new Error(`unknown option --${name}`);
  options[name] = typeof options[name] === "number" ? Number(process.argv[at + 1]) : process.argv[at + 1];
}
const peer = process.env.PEER_BIN ?? join(target, "release/load-peer");
const entries = 40;

/** What three agencies of the simulated country hand in, and how it is mapped. */
const handedIn = {
  "policia-denuncias.csv": "police",
  "fiscalia-causas.xlsx": "prosecution",
  "shelter-htcds.xlsx": "shelter",
};

const say = (text) => process.stderr.write(`${text}\n`);

/** Peak and present memory of a process in MB. */
function memory(pid) {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const of = (name) => Math.round(Number(status.match(new RegExp(`${name}:\\s+(\\d+)`))[1]) / 1024);
  return { peak: of("VmHWM"), present: of("VmRSS") };
}

/** Processor seconds of a process so far. */
function processor(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** The same proportions for everybody: of 20 requests 4 write. */
const mix = [
  ...Array(6).fill("directory"),
  ...Array(4).fill("home"),
  ...Array(3).fill("overview"),
  ...Array(2).fill("table"),
  "place",
  ...Array(4).fill("verify"),
];

/** Faro with simulated cases, `people` accounts signed in, and a directory. */
async function prepareFaro() {
  const folder = mkdtempSync(join(tmpdir(), "faro-load-"));
  const db = database(options.engine);
  const env = db.url ? { DATABASE_URL: db.url } : {};
  const place = { data: join(folder, "data"), env, port: await freePort() };
  const first = await setUp(place);

  // Case records that everybody of this server may see, taken in on the command line.
  await stop(first.child);
  const simulated = join(folder, "simulated");
  run(faro, "simulate", "--people", String(options.rows), "--out", simulated);
  const label = ["--tlp", "green", "--purpose", "Bench", "--legal-basis", "Bench", "--share-until", "2030-01-01"];
  onData(place, "territories", join(simulated, "territories.csv"));
  for (const [file, profile] of Object.entries(handedIn)) {
    onData(place, "import", join(simulated, file), "--profile", join(simulated, `${profile}.profile.toml`), ...label);
  }
  const server = await serve(place);
  const { base } = first;

  const { people } = await programmeManagers(first, options.people);
  const sessions = people.map((cookies) => ({ cookies }));
  const [{ cookies }] = sessions;
  for (let n = 0; n < entries; n += 1) {
    expect(await ask(base, "POST", "/directory/new", { cookies, form: entry(n) }), 303, "directory");
  }
  const list = await ask(base, "GET", "/directory", { cookies });
  const ids = [...new Set([...list.body.matchAll(/\/directory\/([0-9a-f-]{36})/g)].map((m) => m[1]))];
  if (ids.length !== entries) throw new Error(`${ids.length} entries of the directory`);
  const places = await ask(base, "GET", "/places", { cookies });
  const code = between(places.body, 'href="/places/', '"');
  const table = "/explore?data=records&people=victims&by=form_of_exploitation&by=sex_or_gender";
  const kinds = {
    directory: ["GET", () => "/directory"],
    home: ["GET", () => "/home"],
    overview: ["GET", () => "/"],
    table: ["GET", () => table],
    place: ["GET", () => `/places/${code}`],
    verify: ["POST", (n) => `/directory/${ids[n % ids.length]}/verify`],
  };
  return {
    name: "faro", base, pid: server.child.pid, sessions, kinds,
    async end() {
      await stop(server.child);
      rmSync(folder, { recursive: true, force: true });
      db.drop();
    },
  };
}

/** The minimal handler: the same tables and queries, nothing else. */
async function preparePeer() {
  const folder = mkdtempSync(join(tmpdir(), "faro-load-peer-"));
  const db = database(options.engine);
  const port = await freePort();
  const url = db.url ?? `sqlite://${join(folder, "peer.sqlite")}`;
  const args = [String(port), url, String(options.people), String(entries), String(options.rows)];
  const server = await start(peer, args, {}, /http:\/\/127[^\s]+/);
  const sessions = Array.from({ length: options.people }, (_, n) => ({ cookies: { session: `session-${n}` } }));
  const kinds = {
    directory: ["GET", () => "/directory"],
    home: ["GET", () => "/home"],
    overview: ["GET", () => "/overview"],
    table: ["GET", () => "/table"],
    place: ["GET", () => "/place"],
    verify: ["POST", (n) => `/directory/${n % entries}/verify`],
  };
  return {
    name: "axum + sqlx", base: new URL(server.url).origin, pid: server.child.pid, sessions, kinds,
    async end() {
      await stop(server.child);
      rmSync(folder, { recursive: true, force: true });
      db.drop();
    },
  };
}

/** Directus (npm), from the folder DIRECTUS_DIR: accounts, roles, activity log and revisions on. */
async function prepareDirectus() {
  const home = process.env.DIRECTUS_DIR;
  if (!home) throw new Error("DIRECTUS_DIR names no folder with node_modules/directus");
  const folder = mkdtempSync(join(tmpdir(), "faro-load-directus-"));
  const db = database(options.engine);
  const port = await freePort();
  const connection = db.url
    ? { DB_CLIENT: "pg", DB_CONNECTION_STRING: db.url }
    : { DB_CLIENT: "sqlite3", DB_FILENAME: join(folder, "directus.sqlite") };
  const env = {
    ...connection, HOST: "127.0.0.1", PORT: String(port), SECRET: randomBytes(24).toString("hex"),
    ADMIN_EMAIL: "admin@example.org", ADMIN_PASSWORD: password, ADMIN_TOKEN: "admin-token",
    TELEMETRY: "false", LOG_LEVEL: "warn", RATE_LIMITER_ENABLED: "false", PUBLIC_URL: `http://127.0.0.1:${port}`,
  };
  const bin = join(home, "node_modules/directus/cli.js");
  const boot = spawnSync("node", [bin, "bootstrap"], { cwd: folder, env: { ...process.env, ...env }, encoding: "utf8" });
  if (boot.status !== 0) throw new Error(boot.stderr + boot.stdout);
  const child = spawn("node", [bin, "start"], { cwd: folder, env: { ...process.env, ...env }, stdio: "ignore" });
  const base = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries += 1) {
    const up = await ask(base, "GET", "/server/ping").catch(() => undefined);
    if (up?.status === 200) break;
    if (tries > 300) throw new Error("Directus did not start");
    await new Promise((later) => setTimeout(later, 200));
  }
  const token = "admin-token";
  const text = (field) => ({ field, type: "string" });
  const directory = {
    collection: "directory", schema: {}, meta: { accountability: "all" },
    fields: [
      { field: "id", type: "integer", schema: { is_primary_key: true, has_auto_increment: true } },
      text("name"), text("kind"), text("line"), text("hours"), { field: "verified_at", type: "bigInteger" },
    ],
  };
  const records = {
    collection: "record", schema: {}, meta: {},
    fields: [
      { field: "id", type: "integer", schema: { is_primary_key: true, has_auto_increment: true } },
      text("form"), text("sex"), text("place"),
    ],
  };
  for (const json of [directory, records]) expect(await ask(base, "POST", "/collections", { token, json }), 200, "collection");
  const rows = Array.from({ length: entries }, (_, n) => ({ name: `Help point ${n}`, kind: "hotline", line: `+000 ${n}`, hours: "24 h" }));
  const made = expect(await ask(base, "POST", "/items/directory", { token, json: rows }), 200, "items");
  const ids = JSON.parse(made.body).data.map((row) => row.id);
  for (let at = 0; at < options.rows; at += 2_000) {
    const part = Array.from({ length: Math.min(2_000, options.rows - at) }, (_, n) => ({
      form: `form-${n % 7}`, sex: n % 3 ? "f" : "m", place: `place-${n % 18}`,
    }));
    expect(await ask(base, "POST", "/items/record?fields=id", { token, json: part }), 200, "records");
  }
  const policy = JSON.parse((await ask(base, "POST", "/policies", { token, json: { name: "Bench", app_access: true } })).body).data.id;
  const allowed = [["directory", "read"], ["directory", "update"], ["record", "read"]].map(([collection, action]) => ({
    policy, collection, action, fields: ["*"], permissions: {},
  }));
  expect(await ask(base, "POST", "/permissions", { token, json: allowed }), 200, "permissions");
  const role = JSON.parse((await ask(base, "POST", "/roles", { token, json: { name: "Bench", policies: [{ policy }] } })).body).data.id;
  const users = Array.from({ length: options.people }, (_, n) => ({
    email: `person-${n}@example.org`, role, token: `token-of-person-${n}`, status: "active",
  }));
  expect(await ask(base, "POST", "/users?fields=id", { token, json: users }), 200, "users");
  const grouped = (by) => `/items/record?aggregate[count]=id${by.map((f) => `&groupBy[]=${f}`).join("")}`;
  const kinds = {
    directory: ["GET", () => "/items/directory?limit=100"],
    home: ["GET", () => "/users/me"],
    overview: ["GET", () => grouped(["form"])],
    table: ["GET", () => grouped(["form", "sex"])],
    place: ["GET", () => `${grouped(["form"])}&filter[place][_eq]=place-3`],
    verify: ["PATCH", (n) => `/items/directory/${ids[n % ids.length]}`, (n) => ({ verified_at: Date.now() + n })],
  };
  const sessions = users.map((user) => ({ token: user.token }));
  return {
    name: "Directus", base, pid: child.pid, sessions, kinds,
    async end() {
      await stop(child);
      rmSync(folder, { recursive: true, force: true });
      db.drop();
    },
  };
}

const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)];

/** Sends the load and gives what came back. */
async function load(server, seconds) {
  const times = Object.fromEntries(Object.keys(server.kinds).map((kind) => [kind, []]));
  const errors = {};
  const total = seconds * options.rate;
  const before = processor(server.pid);
  const begun = performance.now();
  const waiting = new Set();
  for (let n = 0; n < total; n += 1) {
    const due = begun + (n * 1000) / options.rate;
    const ahead = due - performance.now();
    if (ahead > 0) await new Promise((later) => setTimeout(later, ahead));
    // A fixed permutation: the same requests for every server, spread over people and kinds.
    const kind = mix[(n * 7) % mix.length];
    const [method, path, json] = server.kinds[kind];
    const who = server.sessions[(n * 37) % server.sessions.length];
    const form = method === "POST" ? {} : undefined;
    const cookies = who.cookies && { ...who.cookies };
    const one = ask(server.base, method, path(n), { cookies, token: who.token, form, json: json?.(n), drop: true })
      .then(({ status, location }) => {
        const sent = location.startsWith("/sign-in") || location.startsWith("/second-factor");
        if (status >= 400 || sent) {
          const what = `${kind} ${status}${sent ? ` to ${location}` : ""}`;
          errors[what] = (errors[what] ?? 0) + 1;
        }
        times[kind].push(performance.now() - due);
      })
      .catch((error) => {
        errors[`${kind} ${error.message}`] = (errors[`${kind} ${error.message}`] ?? 0) + 1;
      })
      .finally(() => waiting.delete(one));
    waiting.add(one);
  }
  await Promise.all(waiting);
  const lasted = (performance.now() - begun) / 1000;
  const all = Object.values(times).flat().sort((a, b) => a - b);
  const told = (list) => {
    const sorted = [...list].sort((a, b) => a - b);
    const ms = (q) => Number(quantile(sorted, q)?.toFixed(1));
    return { requests: sorted.length, p50: ms(0.5), p95: ms(0.95), p99: ms(0.99), most: ms(1) };
  };
  return {
    server: server.name, engine: options.engine, seconds: Number(lasted.toFixed(1)),
    answered_per_second: Number((all.length / lasted).toFixed(1)),
    ...told(all), errors, memory_mb: memory(server.pid),
    processor_seconds: Number((processor(server.pid) - before).toFixed(1)),
    by_kind: Object.fromEntries(Object.entries(times).map(([kind, list]) => [kind, told(list)])),
  };
}

const makers = { faro: prepareFaro, peer: preparePeer, directus: prepareDirectus };
const results = [];
for (const who of options.who.split(",")) {
  say(`${who}: preparing ${options.people} people`);
  const server = await makers[who]();
  try {
    await load(server, 3); // what is made at first use is made
    say(`${who}: ${options.rate} requests a second for ${options.seconds} s`);
    const result = await load(server, options.seconds);
    results.push(result);
    console.log(JSON.stringify(result));
  } finally {
    await server.end();
  }
}
console.log(`\n| server | engine | requests | errors | p50 ms | p95 ms | p99 ms | memory MB | processor s |`);
console.log("|---|---|---|---|---|---|---|---|---|");
for (const r of results) {
  const errors = Object.values(r.errors).reduce((a, b) => a + b, 0);
  console.log(
    `| ${r.server} | ${r.engine} | ${r.requests} | ${errors} | ${r.p50} | ${r.p95} | ${r.p99} | ${r.memory_mb.peak} | ${r.processor_seconds} |`,
  );
}
const own = results.find((r) => r.server === "faro");
for (const other of results.filter((r) => r !== own && own)) {
  const ratio = (name) => (own[name] / other[name]).toFixed(2);
  console.log(`\nfaro to ${other.server}: p50 ${ratio("p50")}, p99 ${ratio("p99")}, processor ${ratio("processor_seconds")}`);
}
agent.destroy();
