// Two agencies seal their files at home and hand them in to one running server, with the real binary and
// curl; each opens its own and not the other's, and no name is anywhere in the server's folder or log.
//   FARO_BIN=target/release/faro node tests/hand-in/two-agencies.mjs [sqlite|postgres]

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as shared from "../support/shared-server.mjs";

const { ask, between, expect } = shared;
const work = mkdtempSync(join(tmpdir(), "faro-hand-in-"));
const database = shared.database(process.argv[2] ?? "sqlite");

/** Runs `faro` at an agency: its own folder, and no data folder anywhere. */
function atHome(agency, ...args) {
  const env = { PATH: process.env.PATH, FARO_LANGUAGE: "en", FARO_DATA: join(agency.home, "none") };
  const done = spawnSync(shared.faro, args, { cwd: agency.home, env, encoding: "utf8" });
  if (done.status !== 0) throw new Error(`faro ${args.join(" ")}: ${done.stderr}${done.stdout}`);
  return done.stdout.trim();
}

const cookie = (cookies) => Object.entries(cookies).map(([k, v]) => `${k}=${v}`).join("; ");

/** curl, as the documentation has it; gives the address that the answer sends to. */
function curl(base, cookies, ...args) {
  const own = ["-sS", "-D-", "-o", "/dev/null", "-b", cookie(cookies), "-H", `Origin: ${base}`];
  const head = shared.run("curl", ...own, ...args);
  return head.match(/^location: (\S+)/im)?.[1] ?? head.split("\r\n")[0];
}

async function agency(server, name, kind, login, people) {
  const form = { agency_name: name, kind, level: "national", territory: "" };
  const made = expect(await ask(server.base, "POST", "/agencies/new", { cookies: server.cookies, form }), 303, name);
  const id = made.location.split("/").pop();
  const invite = { agency: id, login, name: login, role: "focal_point", territory: "", reason: "starts work" };
  const link = expect(
    await ask(server.base, "POST", "/people/invite", { cookies: server.cookies, form: invite }), 200, "invite");
  if (link.body.includes('id="awaits"')) shared.onData(server.place, "accounts", "--let-in", login);
  const cookies = {};
  const accept = { code: between(link.body, "/invitation#", "<"), password: shared.password, again: shared.password };
  expect(await ask(server.base, "POST", "/invitation/accept", { cookies, form: accept }), 303, "accept");
  const sign = { login, password: shared.password };
  expect(await ask(server.base, "POST", "/sign-in", { cookies, form: sign }), 303, "sign in");
  const page = expect(await ask(server.base, "GET", "/account/second-factor", { cookies }), 200, "second factor");
  const factor = {
    sealed: between(page.body, 'name="sealed" value="', '"'),
    code: shared.totp(between(page.body, "secret=", "&")),
  };
  expect(await ask(server.base, "POST", "/account/second-factor", { cookies, form: factor }), 200, "second factor");

  // The key: made at home, proved there.
  const home = join(work, login);
  mkdirSync(home);
  const own = { name, home, cookies, people };
  writeFileSync(join(home, "phrase"), "siete faros en la costa\n");
  atHome(own, "agency-key", "new", "--passphrase-file", "phrase");
  const publicKey = readFileSync(join(home, "agency.pub"), "utf8");
  const test = expect(
    await ask(server.base, "POST", "/keys/check", { cookies, form: { public_key: publicKey } }), 200, "key test");
  const opened = atHome(
    own, "agency-key", "prove", between(test.body, 'data-sealed="', '"'), "--passphrase-file", "phrase");
  const proof = {
    public_key: publicKey,
    token: between(test.body, 'name="token" value="', '"'),
    opened,
    origin: "elsewhere",
  };
  expect(await ask(server.base, "POST", "/keys/new", { cookies, form: proof }), 303, "key");

  // The file: mapped, checked and sealed at home.
  const rows = people.map(([person, document], n) => `${person},${document},F,${20 + n},trabajo forzoso,HN-FM,2023-05-04`);
  const header = "nombre,documento,sexo,edad,forma de explotacion,lugar de explotacion,fecha de registro";
  writeFileSync(join(home, "casos.csv"), `${header}\n${rows.join("\n")}\n`);
  console.log(`${name}: ${atHome(own, "hand-in", "casos.csv", "--accept-suggested", "--out", "casos.faro")}`);
  return own;
}

async function taken(server, own) {
  const draft = curl(server.base, own.cookies, "-F", `file=@${join(own.home, "casos.faro")}`, `${server.base}/import`);
  assert.match(draft, /^\/import\//, draft);
  const drafted = await ask(server.base, "GET", draft, { cookies: own.cookies });
  const place = drafted.status === 303 ? drafted.location : draft;
  const shown = expect(await ask(server.base, "GET", place, { cookies: own.cookies }), 200, "draft");
  assert.ok(shown.body.includes("casos.csv"));
  const job = curl(server.base, own.cookies, "-d", "tlp=amber_strict", `${server.base}${draft}/start`);
  assert.match(job, /^\/jobs\//, job);
  for (;;) {
    const list = await ask(server.base, "GET", "/sources", { cookies: own.cookies });
    const found = list.body.match(/href="\/sources\/([^"]+)"/);
    if (found) return found[1];
    const page = await ask(server.base, "GET", job, { cookies: own.cookies });
    assert.ok(!page.body.includes('class="alert"'), page.body);
  }
}

async function identities(server, own, source) {
  const form = { rows: "1-2", why: "Oficio 12" };
  const path = `/sources/${source}/identities`;
  return ask(server.base, "POST", path, { cookies: own.cookies, form });
}

function files(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : [path];
  });
}

let server;
try {
  const place = {
    data: join(work, "server"),
    env: database.url ? { DATABASE_URL: database.url } : {},
    port: await shared.freePort(),
  };
  server = { place, ...(await shared.setUp(place)) };
  let log = "";
  for (const stream of [server.child.stdout, server.child.stderr]) stream.on("data", (text) => (log += text));
  const one = await agency(server, "Refugio", "shelter", "refugio", [
    ["Vigolatica Inventada", "0801-1999-07431"],
    ["Xochilt Inventada", "0801-1999-07432"],
  ]);
  const other = await agency(server, "Fiscalia", "prosecution", "fiscalia", [
    ["Conevencia Inventada", "0911-7733-0001"],
    ["Engustia Inventada", "0911-7733-0002"],
  ]);
  const sources = [await taken(server, one), await taken(server, other)];

  // A file that was sealed to another agency's key is not taken.
  const wrong = curl(server.base, one.cookies, "-F", `file=@${join(other.home, "casos.faro")}`, `${server.base}/import`);
  const job = curl(server.base, one.cookies, "-d", "tlp=amber_strict", `${server.base}${wrong}/start`);
  for (let ended = !job.startsWith("/jobs/"); !ended; ) {
    const page = await ask(server.base, "GET", job, { cookies: one.cookies });
    ended = page.body.includes('class="answer failed"');
    assert.ok(!page.body.includes(`href="/sources/`), "another agency's file was taken");
  }
  const list = await ask(server.base, "GET", "/sources", { cookies: one.cookies });
  assert.equal(new Set(list.body.match(/href="\/sources\/[^"\/]+"/g)).size, 1);

  for (const [own, source, stranger] of [[one, sources[0], other], [other, sources[1], one]]) {
    const sealed = expect(await identities(server, own, source), 200, "identities");
    for (const [person] of own.people) assert.ok(!sealed.body.includes(person));
    writeFileSync(join(own.home, "identities.sealed.json"), sealed.body);
    const opened = atHome(own, "open", "identities.sealed.json", "--passphrase-file", "phrase");
    for (const [person, document] of own.people) assert.ok(opened.includes(person) && opened.includes(document), opened);
    const theirs = join(own.home, "identities.sealed.json");
    const failed = spawnSync(shared.faro, ["open", theirs, "--passphrase-file", "phrase"], { cwd: stranger.home });
    assert.notEqual(failed.status, 0, "another agency's key opened it");
    assert.equal((await identities(server, stranger, source)).status, 404);
    console.log(`${own.name}: opened ${own.people.length} identities at home, and nobody else`);
  }

  let searched = 0;
  const places = files(place.data).map((path) => [path, readFileSync(path).toString("latin1")]);
  if (database.url) places.push(["pg_dump", shared.run("pg_dump", database.url)]);
  places.push(["log", log]);
  for (const [name, content] of places) {
    for (const [person, document] of [...one.people, ...other.people]) {
      assert.ok(!content.includes(person) && !content.includes(document), `${person} in ${name}`);
    }
    searched += content.length;
  }
  console.log(`no name in ${searched} bytes of ${places.length} files, dumps and logs of the server`);
} finally {
  if (server) await shared.stop(server.child);
  database.drop();
  rmSync(work, { recursive: true, force: true });
}
