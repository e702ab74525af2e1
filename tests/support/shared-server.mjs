// A shared server of the real binary, set up through its pages, for what runs beside it: the load and
// the faults.

import { spawn, spawnSync } from "node:child_process";
import { createHmac, randomBytes } from "node:crypto";
import http from "node:http";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
export const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");

/** The binary. */
export const faro = process.env.FARO_BIN ?? join(target, "release/faro");

const postgres = process.env.FARO_TEST_POSTGRES ?? "postgres://postgres@127.0.0.1:5432/postgres";

/** The password of everybody. */
export const password = "cuatro caballos miran al mar";

export function run(program, ...args) {
  const done = spawnSync(program, args, { encoding: "utf8", maxBuffer: 64 << 20 });
  if (done.status !== 0) throw new Error(`${program} ${args.join(" ")}: ${done.stderr}${done.stdout}`);
  return done.stdout;
}

/** A database of a run's own on `engine`; nothing for SQLite. */
export function database(engine) {
  if (engine === "sqlite") return { url: undefined, drop() {} };
  const name = `faro_load_${process.pid}_${randomBytes(3).toString("hex")}`;
  run("psql", postgres, "-qc", `CREATE DATABASE ${name}`);
  return {
    url: postgres.replace(/\/[^/]*$/, `/${name}`),
    drop: () => run("psql", postgres, "-qc", `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

export const agent = new http.Agent({ keepAlive: true, maxSockets: 200 });

/** Connections whose late errors are heard. */
const heard = new WeakSet();

/** One request; gives status, headers and body. */
export function ask(base, method, path, { cookies, form, json, token, drop = false } = {}) {
  const url = new URL(path, base);
  const headers = {};
  let body;
  if (cookies) headers.cookie = Object.entries(cookies).map(([k, v]) => `${k}=${v}`).join("; ");
  if (token) headers.authorization = `Bearer ${token}`;
  if (method !== "GET") headers.origin = url.origin;
  if (form) {
    body = new URLSearchParams(form).toString();
    headers["content-type"] = "application/x-www-form-urlencoded";
  } else if (json) {
    body = JSON.stringify(json);
    headers["content-type"] = "application/json";
  }
  if (method !== "GET") headers["content-length"] = Buffer.byteLength(body ?? "");
  return new Promise((answered, failed) => {
    const request = http.request(url, { method, headers, agent, timeout: 30_000 }, (response) => {
      const parts = [];
      let length = 0;
      response.on("data", (part) => (drop ? (length += part.length) : parts.push(part)));
      response.on("error", failed);
      response.on("end", () => {
        for (const cookie of response.headers["set-cookie"] ?? []) {
          const [name, value] = cookie.split(";")[0].split("=");
          if (cookies) cookies[name] = value;
        }
        answered({
          status: response.statusCode,
          location: response.headers.location ?? "",
          body: drop ? "" : Buffer.concat(parts).toString(),
          length,
        });
      });
    });
    // A server that answers before it has read everything closes the connection under the rest.
    request.on("socket", (socket) => {
      if (!heard.has(socket)) socket.on("error", () => {});
      heard.add(socket);
    });
    request.on("timeout", () => request.destroy(new Error("no answer in 30 s")));
    request.on("error", failed);
    request.end(body);
  });
}

/** A port that nobody listens at. */
export async function freePort() {
  const server = createServer();
  await new Promise((up) => server.listen(0, "127.0.0.1", up));
  const { port } = server.address();
  await new Promise((down) => server.close(down));
  return port;
}

/** What stands between two marks. */
export const between = (text, before, after) => {
  const start = text.indexOf(before);
  if (start < 0) throw new Error(`no ${before} in ${text.slice(0, 2000)}`);
  const rest = text.slice(start + before.length);
  return rest.slice(0, rest.indexOf(after)).replaceAll("&amp;", "&");
};

/** The six digits that an authenticator app shows now (RFC 6238). */
export function totp(secret) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret].map((c) => letters.indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const mac = createHmac("sha1", key).update(counter).digest();
  const at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** Fails unless an answer has this status. */
export function expect(answer, status, what) {
  if (answer.status !== status) throw new Error(`${what}: ${answer.status} ${answer.body.slice(0, 1500)}`);
  return answer;
}

/** Starts a server and waits until it says where it listens. */
export function start(program, args, env, address) {
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  return new Promise((up, failed) => {
    const hear = (text) => {
      said += text;
      const found = said.match(address);
      if (found) up({ child, url: found[0] });
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("error", failed);
    child.on("exit", () => failed(new Error(`${program} ended: ${said}`)));
  });
}

/** Ends a server as its operator does. */
export async function stop(child) {
  if (child.exitCode !== null) return;
  child.kill("SIGINT");
  await new Promise((gone) => child.once("close", gone));
}

/** Runs `faro` on a data folder; rows that were objected to (1) are no failure. */
export function onData({ data, env }, ...args) {
  const done = spawnSync(faro, [...args, "--data", data, "--language", "en"], {
    env: { ...process.env, ...env },
    encoding: "utf8",
    maxBuffer: 64 << 20,
  });
  if (done.status !== 0 && done.status !== 1) throw new Error(`faro ${args.join(" ")}: ${done.stderr}${done.stdout}`);
  return done;
}

/** Debian's library of the package faketime. */
export const faketime = `/usr/lib/${process.arch === "arm64" ? "aarch64" : "x86_64"}-linux-gnu/faketime/libfaketime.so.1`;

/** Serves a data folder, on a clock that is so far off where one is given (as `-2d`). */
export function serve({ data, env, port, clock }) {
  const args = ["serve", "--port", String(port), "--data", data, "--language", "en"];
  const address = /http:\/\/127[^\s]+/;
  // The library itself: the command `faketime` stands between a signal and the server.
  const shifted = clock && { LD_PRELOAD: faketime, FAKETIME: clock, FAKETIME_DONT_FAKE_MONOTONIC: "1" };
  return start(faro, args, { ...env, ...shifted }, address);
}

/** Sets up the second factor of whoever has these cookies; gives the recovery codes. */
async function secondFactor(base, cookies) {
  const page = expect(await ask(base, "GET", "/account/second-factor", { cookies }), 200, "second factor");
  const secret = between(page.body, "secret=", "&");
  const form = { sealed: between(page.body, 'name="sealed" value="', '"'), code: totp(secret) };
  const done = expect(await ask(base, "POST", "/account/second-factor", { cookies, form }), 200, "second factor");
  return [...done.body.matchAll(/<code class="code">([^<]+)<\/code>/g)].map((found) => found[1]);
}

/** Makes a data folder and its server, and the first administrator with a second factor. */
export async function setUp(place) {
  onData(place, "init", "--agency", "Observatory");
  const server = await serve(place);
  const base = new URL(server.url).origin;
  const cookies = {};
  await ask(base, "GET", server.url.slice(base.length), { cookies });
  const form = {
    agency_name: "Observatory", kind: "central_government", level: "national", territory: "",
    person: "Ada", login: "admin", password, again: password,
  };
  expect(await ask(base, "POST", "/set-up", { cookies, form }), 303, "set-up");
  await secondFactor(base, cookies);
  const people = expect(await ask(base, "GET", "/people/invite", { cookies }), 200, "invite");
  const agency = between(people.body.slice(people.body.indexOf('name="agency"')), '<option value="', '"');
  return { ...server, base, cookies, agency };
}

/** People signed in with a second factor: gives their cookies, and the recovery codes of the first. */
export async function programmeManagers({ base, cookies, agency }, count) {
  const codes = [];
  for (let n = 0; n < count; n += 1) {
    const form = { agency, login: `person-${n}`, name: `Person ${n}`, role: "programme_manager", territory: "" };
    const link = expect(await ask(base, "POST", "/people/invite", { cookies, form }), 200, "invite");
    codes.push(between(link.body, "/invitation#", "<"));
  }
  const people = [];
  let recovery = [];
  for (const [n, code] of codes.entries()) {
    const own = {};
    const form = { code, password, again: password };
    expect(await ask(base, "POST", "/invitation/accept", { cookies: own, form }), 303, "accept");
    const sign = { login: `person-${n}`, password };
    expect(await ask(base, "POST", "/sign-in", { cookies: own, form: sign }), 303, "sign-in");
    const given = await secondFactor(base, own);
    if (n === 0) recovery = given;
    people.push(own);
  }
  return { people, recovery };
}

/** An entry of the directory. */
export const entry = (n) => ({
  name: `Help point ${n}`, kind: "hotline", line: `+000 0000 ${1000 + n}`, hours: "24 h", territory: "",
});
