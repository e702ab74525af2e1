// A shared server that is killed (kill -9) in the middle of writes: nothing that it acknowledged is
// lost, nothing is there in part, and the audit's chain holds.
//
//   FARO_BIN=target/release/faro node tests/faults/server.mjs [kills] [sqlite|postgres]
//
// Eight people add and verify entries of the directory without pause. An entry counts as acknowledged
// once its redirect has arrived. After each kill the server starts again on the same folder, the people
// go on with the same sessions, and every acknowledged entry must be listed. Besides: clients that say
// nothing, bodies that are too large, and clocks that jump (with Debian's faketime).

import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  agent, ask, database, entry, expect, faketime, freePort, onData, password, programmeManagers, serve, setUp, stop,
} from "../support/shared-server.mjs";

const kills = Number(process.argv[2] ?? 100);
const engine = process.argv[3] ?? "sqlite";
const folder = mkdtempSync(join(tmpdir(), "faro-kill-"));
const db = database(engine);
const place = { data: join(folder, "data"), env: db.url ? { DATABASE_URL: db.url } : {}, port: await freePort() };

let server = await setUp(place);
const { base } = server;
const { people, recovery } = await programmeManagers(server, 8);
const acknowledged = new Set();
let made = 0;
let refused = 0;
let running = true;

/** Writes until the server dies; a connection that breaks says nothing of the write it carried. */
async function writes(cookies) {
  while (running) {
    const n = made;
    made += 1;
    try {
      const answer = await ask(base, "POST", "/directory/new", { cookies: { ...cookies }, form: entry(n) });
      if (answer.status === 303 && answer.location.startsWith("/directory")) acknowledged.add(n);
      else refused += 1;
    } catch {
      return;
    }
  }
}

let restarts = 0;
for (let kill = 0; kill < kills; kill += 1) {
  running = true;
  const writing = people.map(writes);
  await new Promise((later) => setTimeout(later, 20 + Math.random() * 300));
  const dead = new Promise((gone) => server.child.once("close", gone));
  server.child.kill("SIGKILL");
  running = false;
  await Promise.all([dead, ...writing]);
  agent.destroy();
  server = await serve(place);
  restarts += 1;
  const list = expect(await ask(base, "GET", "/directory", { cookies: { ...people[0] } }), 200, "the list afterwards");
  const there = new Set([...list.body.matchAll(/Help point (\d+)/g)].map((m) => Number(m[1])));
  const lost = [...acknowledged].filter((n) => !there.has(n));
  if (lost.length) throw new Error(`kill ${kill + 1}: acknowledged and lost: ${lost.join(", ")}`);
  // What was not acknowledged may be there, but whole: with its line.
  for (const n of there) {
    if (!list.body.includes(entry(n).line)) throw new Error(`kill ${kill + 1}: entry ${n} is there in part`);
  }
}

// Clients that open a connection and say nothing, or half of a request, hold nobody up.
const silent = Array.from({ length: 200 }, (_, n) => {
  const socket = connect(place.port, "127.0.0.1");
  socket.on("error", () => {});
  if (n % 2) socket.write("POST /directory/new HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\nname=");
  return socket;
});
const started = performance.now();
expect(await ask(base, "GET", "/directory", { cookies: { ...people[0] } }), 200, "beside silent clients");
const beside = performance.now() - started;
for (const socket of silent) socket.destroy();

// A form that is too large is refused, and the server goes on.
const large = await ask(base, "POST", "/directory/new", {
  cookies: { ...people[0] },
  form: { ...entry(0), name: "x".repeat(8 << 20) },
}).catch((error) => ({ status: error.code }));
if (![413, 400, "ECONNRESET", "EPIPE"].includes(large.status)) throw new Error(`a form of 8 MB: ${large.status}`);
expect(await ask(base, "GET", "/directory", { cookies: { ...people[0] } }), 200, "after a form of 8 MB");

await stop(server.child);

// A clock that jumps: people sign in, write and read, and the audit's chain holds.
const jumps = [];
if (!existsSync(faketime)) {
  console.log("SKIPPED: clocks that jump, because faketime is not installed");
} else {
  for (const clock of ["-2d", "+40d", "-1h", "+0"]) {
    agent.destroy();
    server = await serve({ ...place, clock });
    const cookies = {};
    expect(await ask(base, "POST", "/sign-in", { cookies, form: { login: "person-0", password } }), 303, `clock ${clock}`);
    // Six digits are good once and forwards only: while the clock is back, a recovery code serves.
    const proof = { proof: recovery.pop(), back: "/directory" };
    const inside = expect(await ask(base, "POST", "/second-factor", { cookies, form: proof }), 303, `proof at ${clock}`);
    if (inside.location !== "/directory") throw new Error(`clock ${clock}: ${inside.location}`);
    const form = entry(made);
    made += 1;
    const written = expect(await ask(base, "POST", "/directory/new", { cookies, form }), 303, `a write at ${clock}`);
    if (!written.location.startsWith("/directory")) throw new Error(`a write at ${clock}: ${written.location}`);
    const list = expect(await ask(base, "GET", "/directory", { cookies }), 200, `the list at ${clock}`);
    if (!list.body.includes(form.line)) throw new Error(`clock ${clock}: what was written is not there`);
    await stop(server.child);
    jumps.push(clock);
  }
}
const checked = onData(place, "audit", "verify");
console.log(
  `${engine}: ${restarts} kills, ${made} writes sent, ${acknowledged.size} acknowledged, ${refused} refused, 0 lost; ` +
    `an answer beside 200 silent clients in ${beside.toFixed(0)} ms; ` +
    `clocks ${jumps.join(" ") || "not tried"}; audit: ${checked.stdout.trim().split("\n")[0]}`,
);
agent.destroy();
rmSync(folder, { recursive: true, force: true });
db.drop();
